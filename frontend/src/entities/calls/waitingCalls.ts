import type { Call } from '@/api/contract';

/** A missed call of last month is history; one of this week is a client who waits. */
const longestWait = 7 * 24 * 3600_000;

/**
 * The missed calls that nobody has answered for: no outcome, and no later conversation with the same number among `log`.
 * One per number, the newest: who rang three times wants one call.
 */
export function waitingCalls(missed: readonly Call[], log: readonly Call[], now: number): Call[] {
  const numbers = new Set<string>();
  return missed.filter((call) => {
    const at = Date.parse(call.started_at);
    if (call.outcome !== null || call.direction !== 'in' || now - at > longestWait) return false;
    if (call.client_number !== '') {
      if (numbers.has(call.client_number)) return false;
      numbers.add(call.client_number);
    }
    return !log.some(
      (other) =>
        other.result === 'answered' &&
        other.client_number !== '' &&
        other.client_number === call.client_number &&
        Date.parse(other.started_at) > at,
    );
  });
}

/** Who waits first, then everything by time, each call once. */
export function waitingFirst(waiting: readonly Call[], log: readonly Call[]): Call[] {
  const first = new Set(waiting.map((call) => call.id));
  return [...waiting, ...log.filter((call) => !first.has(call.id))];
}
