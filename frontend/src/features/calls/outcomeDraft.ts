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
}

export interface OutcomeBody {
  outcome: string;
  note?: string;
  client_name?: string;
  next_task?: NextStep;
  deal_id?: string;
  complete_task_id?: string;
}

/** One click closes these: nothing is created from them and nothing is planned. */
const dismissals = new Set(['wrong_number', 'spam']);

export function isDismissal(outcome: string): boolean {
  return dismissals.has(outcome);
}

/** The step that goes with an outcome, or none. `make` knows what is usual (see usualNextStep). */
export function stepFor(
  outcome: string,
  hasOpenDeal: boolean,
  make: (kind: 'soon' | 'usual') => NextStep,
): NextStep | null {
  if (isDismissal(outcome)) return null;
  if (outcome === 'call_back') return make('soon');
  return outcome === 'taken' || hasOpenDeal ? make('usual') : null;
}

/** The planned task that a call settles: the first open call of today, else the first open task that is no meeting. */
export function settledTask(tasks: readonly Task[]): Task | null {
  const open = tasks.filter((task) => task.status === 'open');
  return open.find((task) => task.kind === 'call') ?? open.find((task) => task.kind !== 'meeting') ?? null;
}

/** A draft filled in with everything that is known before the person has said a word. */
export function firstDraft(
  pop: ScreenPop,
  outcome: string,
  make: (kind: 'soon' | 'usual') => NextStep,
): OutcomeDraft {
  const deal = pop.deals[0] ?? null;
  return {
    outcome,
    note: '',
    clientName: '',
    dealId: deal?.id ?? null,
    taskId: settledTask(pop.tasks_today)?.id ?? null,
    nextStep: stepFor(outcome, deal !== null, make),
  };
}

/** Another outcome brings its own step, unless the person has already changed the step by hand. */
export function withOutcome(
  draft: OutcomeDraft,
  outcome: string,
  isStepTouched: boolean,
  make: (kind: 'soon' | 'usual') => NextStep,
): OutcomeDraft {
  if (isStepTouched) return { ...draft, outcome };
  return { ...draft, outcome, nextStep: stepFor(outcome, draft.dealId !== null, make) };
}

/** What is sent; a dismissal carries nothing but itself and the note. */
export function bodyOf(draft: OutcomeDraft): OutcomeBody {
  const note = draft.note.trim();
  const body: OutcomeBody = { outcome: draft.outcome };
  if (note !== '') body.note = note;
  if (isDismissal(draft.outcome)) return body;
  const name = draft.clientName.trim();
  if (name !== '') body.client_name = name;
  if (draft.nextStep !== null) body.next_task = draft.nextStep;
  if (draft.dealId !== null) body.deal_id = draft.dealId;
  if (draft.taskId !== null) body.complete_task_id = draft.taskId;
  return body;
}
