import type { Dayjs } from 'dayjs';
import type { NextStep, Task, TaskOutcome } from '@/api/contract';
import { now } from '@/lib/dates';
import { nextStepFor, usualOutcome } from './outcomes';

/** What the person has said so far about the end of a task. */
export interface FinishDraft {
  outcome: TaskOutcome | null;
  note: string;
  /** Null when nothing is to follow. */
  step: NextStep | null;
  /** She changed the next step: an outcome chosen later must not overwrite it. */
  isStepOwn: boolean;
}

export type MissingPart = 'outcome' | 'note' | 'step';

const alwaysFollowed: ReadonlySet<TaskOutcome> = new Set(['call_back', 'no_answer', 'not_held']);

/** An open deal must not stay without a next step; a task that did not reach its aim comes again. */
function isFollowed(task: Task, outcome: TaskOutcome | null): boolean {
  return task.deal !== null || (outcome !== null && alwaysFollowed.has(outcome));
}

export function startDraft(task: Task, current: Dayjs = now()): FinishDraft {
  const outcome = usualOutcome(task.kind);
  const step = isFollowed(task, outcome) ? nextStepFor(task, outcome, current) : null;
  return { outcome, note: '', step, isStepOwn: false };
}

export function withOutcome(
  draft: FinishDraft,
  task: Task,
  outcome: TaskOutcome,
  current: Dayjs = now(),
): FinishDraft {
  if (draft.isStepOwn) return { ...draft, outcome };
  const step = isFollowed(task, outcome) ? nextStepFor(task, outcome, current) : null;
  return { ...draft, outcome, step };
}

export function withStep(draft: FinishDraft, step: NextStep | null): FinishDraft {
  return { ...draft, step, isStepOwn: true };
}

/** The first thing that has to be said before the task can be closed. */
export function missingIn(task: Task, draft: FinishDraft): MissingPart | null {
  if (draft.outcome === null) return 'outcome';
  if (task.kind === 'meeting' && draft.note.trim() === '') return 'note';
  if (draft.step !== null && draft.step.title.trim() === '') return 'step';
  return null;
}

/** The body of the one request that closes the task and plans the next one; null while something is missing. */
export function finishBody(task: Task, draft: FinishDraft) {
  if (draft.outcome === null || missingIn(task, draft) !== null) return null;
  return { outcome: draft.outcome, ...cancelBody(draft) };
}

/** The same for a task that is called off: there is no outcome. */
export function cancelBody(draft: FinishDraft) {
  const note = draft.note.trim();
  return {
    ...(note === '' ? {} : { note }),
    ...(draft.step === null ? {} : { next_task: { ...draft.step, title: draft.step.title.trim() } }),
  };
}

/** Has she begun to say something here? Then nothing may jump away from under her hands. */
export function isTouched(task: Task, draft: FinishDraft | undefined): boolean {
  if (draft === undefined) return false;
  return draft.note !== '' || draft.isStepOwn || draft.outcome !== usualOutcome(task.kind);
}
