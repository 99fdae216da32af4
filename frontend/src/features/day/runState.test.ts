import { describe, expect, it } from 'vitest';
import type { Task } from '@/api/contract';
import { ApiProblem } from '@/api/problem';
import { startDraft } from '@/entities/tasks/finishDraft';
import { runReducer, startOfRun, type RunState } from './runState';

const call = { id: 'k1', kind: 'call', title: 'Ask', deal: null } as Task;
const other = { id: 'k2', kind: 'call', title: 'Ask', deal: null } as Task;
const refusal = new ApiProblem(422, { code: 'next_step_required' });
const written = (state: RunState, task: Task) =>
  runReducer(state, { type: 'write', taskId: task.id, draft: { ...startDraft(task), note: 'x' } });

describe('run mode', () => {
  it('comes back to a refused task with what was written, and with the step that was missing', () => {
    const gone = runReducer(written(startOfRun, call), { type: 'advance', taskId: 'k2' });
    const back = runReducer(gone, { type: 'refuse', task: call, problem: refusal });
    expect(back.chosenId).toBe('k1');
    expect(back.drafts.k1?.note).toBe('x');
    expect(back.drafts.k1?.step).not.toBeNull();
    expect(back.refusals.k1).toBe(refusal);
    expect(back.turn).toBe(gone.turn + 1);
  });

  it('only marks it when the person is writing about the next one already', () => {
    const gone = runReducer(written(startOfRun, call), { type: 'advance', taskId: 'k2' });
    const busy = runReducer(written(gone, other), { type: 'refuse', task: call, problem: refusal });
    expect(busy.chosenId).toBe('k2');
    expect(busy.refusals.k1).toBe(refusal);
  });

  it('takes the refusal away when something is changed, and the draft when the task is done', () => {
    const refused = runReducer(startOfRun, { type: 'refuse', task: call, problem: refusal });
    expect(written(refused, call).refusals).toEqual({});
    expect(runReducer(refused, { type: 'finish', taskId: 'k1' }).drafts).toEqual({});
  });

  it('says what is missing until the person turns to something', () => {
    const missing = runReducer(startOfRun, { type: 'miss', taskId: 'k1', part: 'outcome' });
    expect(missing.missing).toEqual({ taskId: 'k1', part: 'outcome' });
    expect(written(missing, call).missing).toBeNull();
    expect(runReducer(missing, { type: 'choose', taskId: 'k2' }).missing).toBeNull();
  });
});
