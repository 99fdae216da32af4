import { describe, expect, it } from 'vitest';
import type { Call, ScreenPop } from '@/api/contract';
import { mostCards, restored, withChange, without, withPop, type CallInHand } from './callsInHand';

const call = (id: string, change: Partial<Call> = {}): Call => ({
  id,
  direction: 'in',
  state: 'ringing',
  result: null,
  from_number: '+998901234567',
  to_number: '+998712000000',
  client_number: '+998901234567',
  client_id: null,
  client_name: null,
  user_id: 'me',
  user_name: null,
  started_at: '2026-11-21T05:00:00Z',
  answered_at: null,
  ended_at: null,
  talk_seconds: null,
  outcome: null,
  note: null,
  version: 1,
  ...change,
});
const pop = (of: Call) => ({ call: of }) as ScreenPop;
const ids = (calls: readonly CallInHand[]) => calls.map((item) => item.call.id);
const noon = Date.parse('2026-11-21T07:00:00Z');

describe('withPop', () => {
  it('puts the newest on top and keeps no more than fit', () => {
    let calls: readonly CallInHand[] = [];
    for (let count = 0; count < mostCards + 2; count += 1) calls = withPop(calls, pop(call(String(count))));
    expect(ids(calls)).toEqual(['5', '4', '3', '2']);
  });

  it('does not show a call twice', () => {
    const calls = withPop(withPop([], pop(call('a'))), pop(call('a', { version: 2, state: 'answered' })));
    expect(calls).toHaveLength(1);
    expect(calls[0]?.call.state).toBe('answered');
  });
});

describe('withChange', () => {
  const calls = [{ call: call('a', { version: 3 }) }];

  it('ignores what is older than the screen, and calls that are not shown', () => {
    expect(withChange(calls, call('a', { version: 2, state: 'ended' }), 'me')).toBe(calls);
    expect(withChange(calls, call('b'), 'me')).toBe(calls);
  });

  it('takes the card away when the outcome is recorded', () => {
    expect(withChange(calls, call('a', { version: 4, outcome: 'taken' }), 'me')).toEqual([]);
  });

  it('says goodbye when a colleague answered', () => {
    const answered = call('a', { version: 4, answered_at: '2026-11-21T05:00:04Z', user_id: 'other' });
    expect(withChange(calls, answered, 'me')[0]?.leaving).toBe('taken_by_other');
    expect(withChange(calls, { ...answered, user_id: 'me' }, 'me')[0]?.leaving).toBeUndefined();
  });
});

describe('restored', () => {
  it('brings back fresh incoming calls that nobody put aside', () => {
    const waiting = [
      call('early', { started_at: '2026-11-21T06:00:00Z' }),
      call('late', { started_at: '2026-11-21T06:30:00Z' }),
      call('hidden', { started_at: '2026-11-21T06:30:00Z' }),
      call('old', { started_at: '2026-11-20T06:30:00Z' }),
      call('out', { started_at: '2026-11-21T06:30:00Z', direction: 'out' }),
    ];
    expect(ids(restored([], waiting, noon, { hidden: new Set(['hidden']), begun: new Set() }))).toEqual([
      'late',
      'early',
    ]);
  });

  it('keeps what is over quiet, unless something was written about it', () => {
    const over = {
      state: 'ended',
      ended_at: '2026-11-21T06:31:00Z',
      started_at: '2026-11-21T06:30:00Z',
    } as const;
    const waiting = [
      call('over', over),
      call('begun', over),
      call('live', { started_at: '2026-11-21T06:10:00Z' }),
    ];
    const calls = restored([], waiting, noon, { hidden: new Set(), begun: new Set(['begun']) });
    expect(calls.map((item) => [item.call.id, item.isQuiet ?? false])).toEqual([
      ['begun', false],
      ['live', false],
      ['over', true],
    ]);
  });

  it('changes nothing when nothing is new', () => {
    const calls = [{ call: call('a', { started_at: '2026-11-21T06:30:00Z' }) }];
    expect(restored(calls, [calls[0]!.call], noon, { hidden: new Set(), begun: new Set() })).toBe(calls);
  });
});

describe('without', () => {
  it('keeps the list when there is nothing to take away', () => {
    const calls = [{ call: call('a') }];
    expect(without(calls, 'b')).toBe(calls);
    expect(without(calls, 'a')).toEqual([]);
  });
});
