import { describe, expect, it } from 'vitest';
import type { Call } from '@/api/contract';
import { waitingCalls, waitingFirst } from './waitingCalls';

const now = Date.parse('2026-11-21T10:00:00Z');
const call = (id: string, change: Partial<Call>) =>
  ({
    id,
    direction: 'in',
    result: 'missed',
    outcome: null,
    client_number: `+${id}`,
    started_at: '2026-11-21T08:00:00Z',
    ...change,
  }) as Call;
const ids = (calls: Call[]) => calls.map(({ id }) => id);

describe('waitingCalls', () => {
  it('leaves out what is old or has an outcome', () => {
    const missed = [
      call('1', {}),
      call('2', { outcome: 'spam' }),
      call('3', { started_at: '2026-11-01T08:00:00Z' }),
      call('4', { direction: 'out' }),
    ];
    expect(ids(waitingCalls(missed, [], now))).toEqual(['1']);
  });

  it('counts a number once, and hidden numbers each', () => {
    const missed = [
      call('1', { client_number: '+9' }),
      call('2', { client_number: '+9' }),
      call('3', { client_number: '' }),
      call('4', { client_number: '' }),
    ];
    expect(ids(waitingCalls(missed, [], now))).toEqual(['1', '3', '4']);
  });

  it('leaves out whom somebody has talked to since', () => {
    const talk = call('9', { result: 'answered', client_number: '+1', started_at: '2026-11-21T09:00:00Z' });
    const before = call('8', { result: 'answered', client_number: '+2', started_at: '2026-11-21T07:00:00Z' });
    expect(ids(waitingCalls([call('1', {}), call('2', {})], [talk, before], now))).toEqual(['2']);
  });
});

describe('waitingFirst', () => {
  it('shows each call once', () => {
    expect(ids(waitingFirst([call('2', {})], [call('1', {}), call('2', {})]))).toEqual(['2', '1']);
  });
});
