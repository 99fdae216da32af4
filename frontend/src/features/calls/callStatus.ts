import type { Call } from '@/api/contract';

/** How a call stands, in the words that people use for it. */
export type CallStatus = 'ringing' | 'dialling' | 'talking' | 'talked' | 'missed' | 'unanswered';

export function statusOf(call: Pick<Call, 'direction' | 'state' | 'result'>): CallStatus {
  if (call.state === 'ringing') return call.direction === 'in' ? 'ringing' : 'dialling';
  if (call.state === 'answered') return 'talking';
  if (call.result === 'answered') return 'talked';
  return call.direction === 'in' ? 'missed' : 'unanswered';
}

export function isLive(call: Pick<Call, 'state'>): boolean {
  return call.state !== 'ended';
}

/** The moment from which the time beside the call is counted, or null when it stands still. */
export function countedFrom(call: Pick<Call, 'state' | 'started_at' | 'answered_at'>): string | null {
  if (call.state === 'ringing') return call.started_at;
  if (call.state === 'answered') return call.answered_at ?? call.started_at;
  return null;
}
