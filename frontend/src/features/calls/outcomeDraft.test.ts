import { describe, expect, it } from 'vitest';
import type { ScreenPop, Task } from '@/api/contract';
import { bodyOf, draftOf, settledTask, stepFor, type MakeStep } from './outcomeDraft';

const make: MakeStep = (when) => ({ kind: 'call', title: when, due_at: '2026-11-23T05:00:00Z' });

const task = (id: string, kind: Task['kind'], status: Task['status'] = 'open') =>
  ({ id, kind, status }) as Task;

const pop = (deals: string[], tasks: Task[], call: Partial<ScreenPop['call']> = {}) =>
  ({
    call: { state: 'answered', result: null, outcome: null, note: null, ...call },
    deals: deals.map((id) => ({ id })),
    tasks_today: tasks,
  }) as unknown as ScreenPop;

describe('settledTask', () => {
  it('is a call, and nothing that talking leaves undone', () => {
    expect(settledTask([task('1', 'todo'), task('2', 'call')])?.id).toBe('2');
    expect(settledTask([task('1', 'meeting'), task('2', 'mail'), task('3', 'todo')])).toBeNull();
    expect(settledTask([task('1', 'meeting'), task('2', 'call', 'done')])).toBeNull();
  });
});

describe('stepFor', () => {
  const nothing = { dealId: null, taskId: null };

  it.each(['wrong_number', 'spam'])('plans nothing after %s', (outcome) => {
    expect(stepFor(outcome, { dealId: 'd', taskId: 't' }, make)).toBeNull();
  });

  it('calls back soon', () => {
    expect(stepFor('call_back', nothing, make)?.title).toBe('soon');
  });

  it('offers a step when the call settles the planned one of a deal', () => {
    expect(stepFor('resolved', { dealId: 'd', taskId: 't' }, make)?.title).toBe('usual');
    expect(stepFor('taken', { dealId: 'd', taskId: 't' }, make)?.title).toBe('usual');
  });

  it('leaves a deal alone that keeps its step', () => {
    expect(stepFor('taken', { dealId: 'd', taskId: null }, make)).toBeNull();
    expect(stepFor('resolved', { dealId: 'd', taskId: null }, make)).toBeNull();
  });

  it('plans for a caller without a deal only when the matter goes on', () => {
    expect(stepFor('taken', nothing, make)?.title).toBe('usual');
    expect(stepFor('resolved', nothing, make)).toBeNull();
  });
});

describe('draftOf', () => {
  it('fills in the deal, the task and the step', () => {
    const draft = draftOf(pop(['d1', 'd2'], [task('k1', 'call')]), {}, make);
    expect(draft).toMatchObject({
      outcome: 'taken',
      dealId: 'd1',
      taskId: 'k1',
      nextStep: { title: 'usual' },
    });
  });

  it('lets the step follow the outcome until it was touched', () => {
    const nobody = pop([], []);
    const own = { kind: 'mail', title: 'own', due_at: '2026-11-24T05:00:00Z' } as const;
    expect(draftOf(nobody, { outcome: 'call_back' }, make).nextStep?.title).toBe('soon');
    expect(draftOf(nobody, { outcome: 'call_back', nextStep: own }, make).nextStep?.title).toBe('own');
    expect(draftOf(nobody, { nextStep: null }, make).nextStep).toBeNull();
  });

  it('leaves the deal or the task out when the person says so', () => {
    const draft = draftOf(pop(['d1'], [task('k1', 'call')]), { taskId: null }, make);
    expect(draft).toMatchObject({ dealId: 'd1', taskId: null, nextStep: null });
  });

  it('plans nothing for a missed call, whose call-back is planned already', () => {
    const draft = draftOf(pop([], [], { state: 'ended', result: 'missed' }), {}, make);
    expect(draft).toMatchObject({ outcome: 'call_back', nextStep: null });
  });

  it('shows what was recorded', () => {
    const draft = draftOf(pop(['d1'], [task('k1', 'call')], { outcome: 'resolved', note: 'ok' }), {}, make);
    expect(draft).toMatchObject({ outcome: 'resolved', note: 'ok', taskId: null, nextStep: null });
  });
});

describe('bodyOf', () => {
  it('sends only what was said', () => {
    const draft = draftOf(pop([], []), { note: '  ', clientName: ' Азиз ' }, make);
    expect(bodyOf(draft)).toEqual({ outcome: 'taken', client_name: 'Азиз', next_task: draft.nextStep });
  });

  it('dismisses without making anything', () => {
    const draft = draftOf(
      pop(['d1'], [task('k1', 'call')]),
      { outcome: 'spam', note: 'ads', clientName: 'x' },
      make,
    );
    expect(bodyOf(draft)).toEqual({ outcome: 'spam', note: 'ads' });
  });
});
