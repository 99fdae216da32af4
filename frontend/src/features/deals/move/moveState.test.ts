// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest';
import type { Board, Deal, DealCard } from '@/api/contract';
import { startTranslations } from '@/i18n/engine';
import { movesReducer, openMove, withMoves, type Moves } from './moveState';
import type { Requirement } from './requirements';

const deal = { id: 'd', stage_id: 'a', amount: '5.00', currency: 'UZS', version: 1 } as DealCard;
const amount: Requirement = {
  pointer: '/values/deal.amount',
  label: 'deal.amount',
  input: 'money',
  options: [],
  choices: [],
  currency: null,
  takesReason: false,
  isInvalid: false,
};
const email: Requirement = {
  ...amount,
  pointer: '/values/client.email',
  label: 'client.email',
  input: 'email',
};
const board = {
  pipeline_id: 'p',
  currency: 'UZS',
  columns: [
    { stage_id: 'a', count: 1, amount: '5.00', items: [deal], next_cursor: null },
    { stage_id: 'b', count: 0, amount: '0.00', items: [], next_cursor: null },
  ],
} as Board;

const begun = movesReducer([], { type: 'begin', deal, stageId: 'b', place: 'board' });
const stages = (moves: Moves) => withMoves(board, moves).columns.map(({ items }) => items.length);

beforeAll(startTranslations);

describe('a deal on its way', () => {
  it('stands in its new column at once, also while the form is open', () => {
    expect(stages(begun)).toEqual([0, 1]);
    const asked = movesReducer(begun, { type: 'ask', dealId: 'd', requirements: [amount] });
    expect(stages(asked)).toEqual([0, 1]);
    expect(openMove(asked)?.entries).toEqual({ '/values/deal.amount': '5.00' });
  });

  it('goes back when it is refused or given up', () => {
    const refused = movesReducer(begun, { type: 'refuse', dealId: 'd', problem: 'x', fresh: null });
    expect(stages(refused)).toEqual([1, 0]);
    expect(openMove(refused)?.phase).toBe('refused');
    expect(stages(movesReducer(begun, { type: 'end', dealId: 'd' }))).toEqual([1, 0]);
  });

  it('keeps what was filled in when the server asks for more or cannot be reached', () => {
    const asked = movesReducer(begun, { type: 'ask', dealId: 'd', requirements: [amount] });
    const sent = movesReducer(asked, {
      type: 'send',
      dealId: 'd',
      entries: { '/values/deal.amount': '48.00' },
    });
    const again = movesReducer(sent, { type: 'ask', dealId: 'd', requirements: [email] });
    expect(openMove(again)?.entries).toEqual({
      '/values/deal.amount': '48.00',
      '/values/client.email': null,
    });
    const lost = movesReducer(sent, { type: 'refuse', dealId: 'd', problem: 'network', fresh: null });
    expect(openMove(lost)).toMatchObject({ phase: 'asking', problem: 'network' });
    expect(openMove(lost)?.entries['/values/deal.amount']).toBe('48.00');
  });

  it('goes back with the newest state when a colleague was faster', () => {
    const asked = movesReducer(begun, { type: 'ask', dealId: 'd', requirements: [amount] });
    const fresh = { ...deal, version: 2 } as Deal;
    const late = movesReducer(asked, { type: 'refuse', dealId: 'd', problem: 'late', fresh });
    expect(openMove(late)).toMatchObject({ phase: 'refused', fresh });
  });

  it('is begun anew by another move of the same deal', () => {
    const again = movesReducer(begun, { type: 'begin', deal, stageId: 'a', place: 'card' });
    expect(again).toHaveLength(1);
    expect(again[0]?.stageId).toBe('a');
  });
});
