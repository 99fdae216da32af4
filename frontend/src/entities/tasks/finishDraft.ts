import type { Dayjs } from 'dayjs';
import type { NextStep, Task, TaskOutcome } from '@/api/contract';
import { isProblem } from '@/api/problem';
import { now } from '@/lib/dates';
import { takesReason } from '../noStep';
import { nextStepFor, usualOutcome } from './outcomes';

/** What the person has said so far about the end of a task. */
export interface FinishDraft {
  outcome: TaskOutcome | null;
  note: string;
  /** Null when nothing is to follow. */
  step: NextStep | null;
  /** She changed the next step: an outcome chosen later must not overwrite it. */
  isStepOwn: boolean;
  /** Why nothing follows; null as long as the deal has not asked for it. */
  reason: string | null;
}

export type MissingPart = 'outcome' | 'note' | 'step' | 'reason';

const alwaysFollowed: ReadonlySet<TaskOutcome> = new Set(['call_back', 'no_answer', 'not_held']);

/** An open deal must not stay without a next step; a task that did not reach its aim comes again. */
function isFollowed(task: Task, outcome: TaskOutcome | null): boolean {
  return task.deal !== null || (outcome !== null && alwaysFollowed.has(outcome));
}

export function startDraft(task: Task, current: Dayjs = now()): FinishDraft {
  const outcome = usualOutcome(task.kind);
  const step = isFollowed(task, outcome) ? nextStepFor(task, outcome, current) : null;
  return { outcome, note: '', step, isStepOwn: false, reason: null };
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

/** Nothing follows, for a reason. */
export function withReason(draft: FinishDraft, reason: string): FinishDraft {
  return { ...draft, step: null, isStepOwn: true, reason };
}

/** After a refusal: what the deal asks for stands in the form, the next step filled in or the place for a reason. */
export function withDemand(draft: FinishDraft, task: Task, problem: unknown): FinishDraft {
  if (!isProblem(problem, 'next_step_required') || draft.step !== null) return draft;
  if (takesReason(problem)) return withReason(draft, draft.reason ?? '');
  return withStep(draft, nextStepFor(task, draft.outcome));
}

const isReasonMissing = ({ step, reason }: FinishDraft) => step === null && reason?.trim() === '';

/** What lacks in a task that is called off; there is no outcome. */
export function missingInCancel(draft: FinishDraft): MissingPart | null {
  if (draft.step !== null && draft.step.title.trim() === '') return 'step';
  return isReasonMissing(draft) ? 'reason' : null;
}

/** The first thing that has to be said before the task can be closed. */
export function missingIn(task: Task, draft: FinishDraft): MissingPart | null {
  if (draft.outcome === null) return 'outcome';
  if (task.kind === 'meeting' && draft.note.trim() === '') return 'note';
  return missingInCancel(draft);
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
    ...followingBody(draft),
  };
}

function followingBody({ step, reason }: FinishDraft) {
  if (step !== null) return { next_task: { ...step, title: step.title.trim() } };
  return reason === null ? {} : { no_next_step_reason: reason.trim() };
}

/** Has she begun to say something here? Then nothing may jump away from under her hands. */
export function isTouched(task: Task, draft: FinishDraft | undefined): boolean {
  if (draft === undefined) return false;
  return draft.note !== '' || draft.isStepOwn || draft.outcome !== usualOutcome(task.kind);
}
