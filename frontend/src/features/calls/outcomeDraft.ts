import type { NextStep, ScreenPop, Task } from '@/api/contract';

/** What the person is about to record of a call. */
export interface OutcomeDraft {
  outcome: string;
  note: string;
  /** The name of a caller whose number nobody knew. */
  clientName: string;
  dealId: string | null;
  /** The planned task that this call settles. */
  taskId: string | null;
  nextStep: NextStep | null;
  /** Why nothing follows; null as long as the deal has not asked for it. */
  reason: string | null;
}

export interface OutcomeBody {
  outcome: string;
  note?: string;
  client_name?: string;
  next_task?: NextStep;
  no_next_step_reason?: string;
  deal_id?: string;
  complete_task_id?: string;
}

/** One click closes these: nothing is created from them and nothing is planned. */
const dismissals = new Set(['wrong_number', 'spam']);

export function isDismissal(outcome: string): boolean {
  return dismissals.has(outcome);
}

/** A step filled in: `soon` is in an hour, `usual` the next working day. */
export type MakeStep = (when: 'soon' | 'usual') => NextStep;

/**
 * The step that goes with an outcome, or none. A deal always has its dated step already, so a new one is offered when this
 * call settles the planned one, or when there is no deal yet that would remind of the caller.
 */
export function stepFor(
  outcome: string,
  about: Pick<OutcomeDraft, 'dealId' | 'taskId'>,
  make: MakeStep,
): NextStep | null {
  if (isDismissal(outcome)) return null;
  if (outcome === 'call_back') return make('soon');
  const leavesDealBare = about.dealId !== null && about.taskId !== null;
  if (outcome === 'resolved') return leavesDealBare ? make('usual') : null;
  return leavesDealBare || about.dealId === null ? make('usual') : null;
}

/** The planned task that a call settles by itself: the first open call of today. A mail is not sent by talking. */
export function settledTask(tasks: readonly Task[]): Task | null {
  return tasks.find((task) => task.status === 'open' && task.kind === 'call') ?? null;
}

/**
 * What would be recorded now: everything that is known before the person has said a word, under what she has changed.
 * A missed call plans nothing by itself: its call-back is planned by the server.
 */
export function draftOf(pop: ScreenPop, edits: Partial<OutcomeDraft>, make: MakeStep): OutcomeDraft {
  const { call } = pop;
  const isMissed = call.state === 'ended' && call.result !== 'answered';
  const isRecorded = call.outcome !== null;
  const about = {
    dealId: edits.dealId !== undefined ? edits.dealId : (pop.deals[0]?.id ?? null),
    taskId:
      edits.taskId !== undefined || isRecorded
        ? (edits.taskId ?? null)
        : (settledTask(pop.tasks_today)?.id ?? null),
  };
  const outcome = edits.outcome ?? call.outcome ?? (isMissed ? 'call_back' : 'taken');
  const usual = isMissed || isRecorded ? null : stepFor(outcome, about, make);
  return {
    ...about,
    outcome,
    note: edits.note ?? call.note ?? '',
    clientName: edits.clientName ?? '',
    nextStep: edits.nextStep !== undefined ? edits.nextStep : usual,
    reason: edits.reason ?? null,
  };
}

/** What is sent; a dismissal carries nothing but itself and the note. */
export function bodyOf(draft: OutcomeDraft): OutcomeBody {
  const note = draft.note.trim();
  const body: OutcomeBody = { outcome: draft.outcome };
  if (note !== '') body.note = note;
  if (isDismissal(draft.outcome)) return body;
  const name = draft.clientName.trim();
  if (name !== '') body.client_name = name;
  if (draft.nextStep !== null) {
    body.next_task = draft.nextStep;
    if (draft.dealId !== null) body.deal_id = draft.dealId;
  } else if (draft.reason !== null) {
    body.no_next_step_reason = draft.reason.trim();
  }
  if (draft.taskId !== null) body.complete_task_id = draft.taskId;
  return body;
}
