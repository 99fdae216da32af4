// @vitest-environment jsdom
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Task, TaskKind } from '@/api/contract';
import { ApiProblem } from '@/api/problem';
import { startTranslations } from '@/i18n/engine';
import { inZone, setDisplayZone } from '@/lib/dates';
import {
  cancelBody,
  finishBody,
  isTouched,
  missingIn,
  missingInCancel,
  startDraft,
  withDemand,
  withOutcome,
  withReason,
  withStep,
} from './finishDraft';
import { outcomesOf, stepPlan } from './outcomes';

const taskOf = (kind: TaskKind, deal: Task['deal'] = null) =>
  ({ kind, title: 'Ask about the price', deal }) as Task;
const deal = { type: 'deal', id: 'd1', title: '24 rooms' } as Task['deal'];
const morning = () => inZone('2026-11-20T04:30:00Z');
const evening = () => inZone('2026-11-20T13:30:00Z');

beforeAll(startTranslations);
beforeEach(() => setDisplayZone('Asia/Tashkent'));

describe('what usually follows', () => {
  it.each([
    ['call', 'call_back', 'call', '2026-11-20T06:30:00.000Z'],
    ['call', 'no_answer', 'call', '2026-11-20T11:00:00.000Z'],
    ['call', 'agreed', 'mail', '2026-11-23T05:00:00.000Z'],
    ['call', 'wrong_number', 'todo', '2026-11-23T05:00:00.000Z'],
    ['meeting', 'held', 'mail', '2026-11-23T05:00:00.000Z'],
    ['meeting', 'not_held', 'meeting', '2026-11-23T05:00:00.000Z'],
    ['mail', 'sent', 'call', '2026-11-24T05:00:00.000Z'],
    ['mail', 'no_answer', 'call', '2026-11-20T11:00:00.000Z'],
    ['todo', 'done', 'call', '2026-11-23T05:00:00.000Z'],
  ] as const)('after %s and %s comes %s', (kind, outcome, nextKind, due) => {
    const plan = stepPlan(kind, outcome, morning());
    expect([plan.kind, plan.due.toISOString()]).toEqual([nextKind, due]);
  });

  it('waits for the next working day when it is late', () => {
    expect(stepPlan('call', 'call_back', evening()).due.toISOString()).toBe('2026-11-23T05:00:00.000Z');
    expect(stepPlan('call', 'no_answer', evening()).due.toISOString()).toBe('2026-11-23T05:00:00.000Z');
  });

  it('offers at most as many outcomes as there are digits', () => {
    for (const kind of ['call', 'meeting', 'mail', 'todo'] as const) {
      expect(outcomesOf(kind).length).toBeGreaterThan(0);
      expect(outcomesOf(kind).length).toBeLessThanOrEqual(4);
    }
  });
});

describe('the end of a task', () => {
  it('asks for the outcome of a call and knows that of a letter', () => {
    expect(missingIn(taskOf('call'), startDraft(taskOf('call')))).toBe('outcome');
    expect(missingIn(taskOf('mail'), startDraft(taskOf('mail')))).toBeNull();
  });

  it('always plans on for a deal, and without one only what did not succeed', () => {
    expect(startDraft(taskOf('call', deal)).step).not.toBeNull();
    expect(startDraft(taskOf('call')).step).toBeNull();
    const draft = startDraft(taskOf('call'));
    expect(withOutcome(draft, taskOf('call'), 'agreed').step).toBeNull();
    expect(withOutcome(draft, taskOf('call'), 'no_answer').step?.title).toBe('Ask about the price');
  });

  it('does not overwrite a next step that was changed by hand', () => {
    const task = taskOf('call', deal);
    const own = withStep(startDraft(task), { kind: 'todo', title: 'Own', due_at: '2026-11-24T05:00:00Z' });
    expect(withOutcome(own, task, 'agreed').step?.title).toBe('Own');
    expect(withOutcome(withStep(own, null), task, 'agreed').step).toBeNull();
  });

  it('wants words about a meeting and about a next step', () => {
    const meeting = taskOf('meeting');
    const held = withOutcome(startDraft(meeting), meeting, 'held');
    expect(missingIn(meeting, held)).toBe('note');
    expect(missingIn(meeting, { ...held, note: 'Fine' })).toBeNull();
    const nameless = withStep(held, { kind: 'call', title: ' ', due_at: '2026-11-24T05:00:00Z' });
    expect(missingIn(meeting, { ...nameless, note: 'Fine' })).toBe('step');
  });

  it('is one request with the next task in it', () => {
    const task = taskOf('call', deal);
    const draft = withOutcome(startDraft(task, morning()), task, 'call_back', morning());
    expect(finishBody(task, { ...draft, note: '  later  ' })).toEqual({
      outcome: 'call_back',
      note: 'later',
      next_task: { kind: 'call', title: 'Ask about the price', due_at: '2026-11-20T06:30:00.000Z' },
    });
    expect(finishBody(task, startDraft(task))).toBeNull();
  });

  it('is left without a step for a reason only where the process takes one', () => {
    const task = taskOf('todo', deal);
    const bare = withStep(startDraft(task), null);
    const refusal = (mode: string) => new ApiProblem(422, { code: 'next_step_required', params: { mode } });
    expect(withDemand(bare, task, refusal('strict')).step).not.toBeNull();
    const asked = withDemand(bare, task, refusal('guided'));
    expect(asked).toMatchObject({ step: null, reason: '' });
    expect(missingIn(task, asked)).toBe('reason');
    expect(missingInCancel(asked)).toBe('reason');
    const said = withReason(asked, ' a tender in spring ');
    expect(cancelBody(said)).toEqual({ no_next_step_reason: 'a tender in spring' });
    expect(finishBody(task, said)).toEqual({ outcome: 'done', no_next_step_reason: 'a tender in spring' });
    const planned = withStep(said, { kind: 'call', title: 'Call', due_at: '2026-11-24T05:00:00Z' });
    expect(cancelBody(planned)).not.toHaveProperty('no_next_step_reason');
  });

  it('knows whether somebody has begun to write', () => {
    const task = taskOf('mail');
    expect(isTouched(task, undefined)).toBe(false);
    expect(isTouched(task, startDraft(task))).toBe(false);
    expect(isTouched(task, { ...startDraft(task), note: 'x' })).toBe(true);
    expect(isTouched(task, withOutcome(startDraft(task), task, 'no_answer'))).toBe(true);
  });
});
