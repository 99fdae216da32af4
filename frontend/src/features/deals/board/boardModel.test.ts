import { describe, expect, it } from 'vitest';
import type { Board, DealCard, Pipeline } from '@/api/contract';
import { neighbour, rowsOf, totalsOf, withMove, withPages } from './boardModel';

const deal = (id: string, stage_id: string, amount: string | null = '10.00', currency = 'UZS') =>
  ({ id, stage_id, amount, currency, version: 1 }) as DealCard;

const column = (stage_id: string, items: DealCard[], amount: string, count = items.length) => ({
  stage_id,
  count,
  amount,
  weighted_amount: amount,
  items,
  next_cursor: null,
});

const board: Board = {
  pipeline_id: 'p',
  currency: 'UZS',
  columns: [
    column('a', [deal('1', 'a'), deal('2', 'a', '5.00')], '15.00'),
    column('b', [], '0.00'),
    column('c', [deal('3', 'c'), deal('4', 'c')], '40.00', 12),
  ],
};

describe('a move on the board', () => {
  it('takes the card along and corrects both totals', () => {
    const [first, second] = withMove(board, deal('1', 'a'), 'b').columns;
    expect(first).toMatchObject({ count: 1, amount: '5', items: [{ id: '2' }] });
    expect(second).toMatchObject({ count: 1, amount: '10', items: [{ id: '1' }] });
  });

  it('does not add up another currency', () => {
    const dollars = deal('9', 'a', '100.00', 'USD');
    const withDollars = { ...board, columns: [column('a', [dollars], '0.00'), column('b', [], '0.00')] };
    expect(withMove(withDollars, dollars, 'b').columns[1]).toMatchObject({ count: 1, amount: '0' });
  });

  it('counts nothing twice when the news of it has come already', () => {
    const arrived = withMove(board, deal('1', 'a'), 'b');
    const again = withMove(arrived, deal('1', 'a'), 'b');
    expect(again.columns[1]).toMatchObject({ count: 1 });
  });

  it('leaves a board alone that does not have the stage', () => {
    expect(withMove(board, deal('1', 'a'), 'elsewhere')).toBe(board);
  });
});

describe('the pages behind a column', () => {
  it('hide what is shown already or has gone to another stage', () => {
    const [first] = board.columns;
    if (first === undefined) throw new Error('no column');
    const pages = [deal('2', 'a'), deal('5', 'a'), deal('6', 'b'), deal('3', 'a')];
    expect(withPages(first, pages, board).map(({ id }) => id)).toEqual(['1', '2', '5']);
  });
});

describe('the rows of a column', () => {
  it('begin with what has come and keep the place of what is leaving', () => {
    const rows = rowsOf([deal('9', 'b'), deal('2', 'a')], [deal('1', 'a'), deal('2', 'a')]);
    expect(rows.map((row) => [row.deal.id, row.isGhost])).toEqual([
      ['9', false],
      ['1', true],
      ['2', false],
    ]);
  });
});

describe('totals', () => {
  it('are of the open stages, weighted by their probability', () => {
    const pipeline = {
      stages: [
        { id: 'a', semantics: 'open', probability: 20 },
        { id: 'b', semantics: 'open', probability: 50 },
        { id: 'c', semantics: 'won', probability: 100 },
      ],
    } as Pipeline;
    expect(totalsOf(board, pipeline)).toEqual({ count: 2, amount: 15, weighted: 3 });
  });
});

describe('arrow keys', () => {
  const columns = board.columns.map(({ items }) => items);
  it.each([
    ['1', 'down', '2'],
    ['2', 'down', undefined],
    ['1', 'right', '3'],
    ['4', 'left', '2'],
    [null, 'down', '1'],
    ['gone', 'right', '1'],
  ] as const)('from %s %s to %s', (from, direction, to) => {
    expect(neighbour(columns, from, direction)?.id).toBe(to);
  });
});
