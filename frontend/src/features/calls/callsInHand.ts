import type { Call, ScreenPop } from '@/api/contract';

/** A call that somebody still has something to do with: it rings, is being spoken, or waits for its outcome. */
export interface CallInHand {
  call: Call;
  /** Why the card is about to leave by itself. */
  leaving?: 'taken_by_other';
  /** Over since before the screen was loaded, and nothing said about it yet: waits without unfolding. */
  isQuiet?: true;
}

/** Calls with an outcome to record come back after a reload, but not those of last week. */
const longestWait = 2 * 3600_000;

/** More cards than this would be a wall; the others wait in the log. */
export const mostCards = 4;

/** The newest on top; a call that is already there keeps its place. */
export function withPop(calls: readonly CallInHand[], pop: ScreenPop): readonly CallInHand[] {
  if (calls.some(({ call }) => call.id === pop.call.id)) return withChange(calls, pop.call, null);
  return [{ call: pop.call }, ...calls].slice(0, mostCards);
}

/**
 * What a change of a call means for its card: it goes when the outcome was recorded (here or in another window), and says
 * goodbye when a colleague has answered. `me` is the id of the person, or null to take the change as it is.
 */
export function withChange(
  calls: readonly CallInHand[],
  changed: Call,
  me: string | null,
): readonly CallInHand[] {
  const known = calls.find(({ call }) => call.id === changed.id);
  if (known === undefined || known.call.version > changed.version) return calls;
  if (changed.outcome !== null) return without(calls, changed.id);
  const isTaken =
    me !== null && changed.answered_at !== null && changed.user_id !== null && changed.user_id !== me;
  const next: CallInHand = isTaken
    ? { call: changed, leaving: 'taken_by_other' }
    : { ...known, call: changed };
  return calls.map((item) => (item === known ? next : item));
}

export function without(calls: readonly CallInHand[], id: string): readonly CallInHand[] {
  return calls.some(({ call }) => call.id === id) ? calls.filter(({ call }) => call.id !== id) : calls;
}

/** What the window remembers of its own calls. */
export interface CallMemory {
  /** Put aside by the person. */
  hidden: ReadonlySet<string>;
  /** She had begun to write something about them. */
  begun: ReadonlySet<string>;
}

/** After a reload: what the server knows of and what is on screen already. */
export function restored(
  calls: readonly CallInHand[],
  waiting: readonly Call[],
  now: number,
  { hidden, begun }: CallMemory,
): readonly CallInHand[] {
  const fresh = waiting.filter(
    (call) =>
      call.direction === 'in' &&
      call.outcome === null &&
      !hidden.has(call.id) &&
      now - Date.parse(call.ended_at ?? call.started_at) < longestWait &&
      !calls.some((item) => item.call.id === call.id),
  );
  if (fresh.length === 0) return calls;
  const items = fresh.map((call): CallInHand => {
    const isQuiet = call.state === 'ended' && !begun.has(call.id);
    return isQuiet ? { call, isQuiet } : { call };
  });
  return [...calls, ...items]
    .sort(
      (left, right) => Number(left.isQuiet ?? 0) - Number(right.isQuiet ?? 0) || startedLater(left, right),
    )
    .slice(0, mostCards);
}

const startedLater = (left: CallInHand, right: CallInHand) =>
  Date.parse(right.call.started_at) - Date.parse(left.call.started_at);
