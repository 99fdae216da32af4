import type { Task } from '@/api/contract';
import { startDraft, withDemand, type FinishDraft, type MissingPart } from '@/entities/tasks/finishDraft';

/** What run mode knows beside the day itself. Drafts are kept until their task is finished for good. */
export interface RunState {
  /** The task that the person turned to; the first of the day when she did not. */
  chosenId: string | null;
  /** Grows with every step on, so that the focus follows. */
  turn: number;
  drafts: Readonly<Record<string, FinishDraft>>;
  /** What the server said to a try that failed, by task. */
  refusals: Readonly<Record<string, unknown>>;
  missing: { taskId: string; part: MissingPart } | null;
}

export type RunAction =
  | { type: 'choose'; taskId: string }
  | { type: 'advance'; taskId: string | null }
  | { type: 'write'; taskId: string; draft: FinishDraft }
  | { type: 'miss'; taskId: string; part: MissingPart }
  | { type: 'refuse'; task: Task; problem: unknown }
  | { type: 'finish'; taskId: string };

export const startOfRun: RunState = { chosenId: null, turn: 0, drafts: {}, refusals: {}, missing: null };

export function runReducer(state: RunState, action: RunAction): RunState {
  switch (action.type) {
    case 'choose':
      return { ...state, chosenId: action.taskId, missing: null };
    case 'advance':
      return { ...state, chosenId: action.taskId, turn: state.turn + 1, missing: null };
    case 'write':
      return {
        ...state,
        drafts: { ...state.drafts, [action.taskId]: action.draft },
        refusals: without(state.refusals, action.taskId),
        missing: null,
      };
    case 'miss':
      return { ...state, missing: { taskId: action.taskId, part: action.part } };
    case 'refuse':
      return refuse(state, action.task, action.problem);
    case 'finish':
      return {
        ...state,
        drafts: without(state.drafts, action.taskId),
        refusals: without(state.refusals, action.taskId),
      };
  }
}

/** Back to the task that was refused, unless the person is writing about another one already; then it is only marked. */
function refuse(state: RunState, task: Task, problem: unknown): RunState {
  const mended = withDemand(state.drafts[task.id] ?? startDraft(task), task, problem);
  const isBusy = state.chosenId !== null && state.chosenId in state.drafts;
  return {
    ...state,
    chosenId: isBusy ? state.chosenId : task.id,
    turn: isBusy ? state.turn : state.turn + 1,
    drafts: { ...state.drafts, [task.id]: mended },
    refusals: { ...state.refusals, [task.id]: problem },
  };
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
