import type { Board, BoardColumn, DealCard, Pipeline, Stage } from '@/api/contract';
import { decimalToNumber } from '@/lib/decimal';

/** The board with a card in another column, and the totals as they will be. Only deals in the board's currency add up. */
export function withMove(board: Board, deal: DealCard, stageId: string): Board {
  if (!board.columns.some((column) => column.stage_id === stageId)) return board;
  return {
    ...board,
    columns: board.columns.map((column) => {
      const isTarget = column.stage_id === stageId;
      const isSource = column.stage_id === deal.stage_id;
      const shown = column.items.find((item) => item.id === deal.id);
      const others = column.items.filter((item) => item.id !== deal.id);
      if (isTarget && isSource) return column;
      if (isTarget) {
        return {
          ...changed(column, deal, shown === undefined ? 1 : 0, board.currency),
          items: [deal, ...others],
        };
      }
      if (shown === undefined) return column;
      return { ...(isSource ? changed(column, deal, -1, board.currency) : column), items: others };
    }),
  };
}

function changed(column: BoardColumn, deal: DealCard, step: 1 | 0 | -1, currency: string): BoardColumn {
  const worth = deal.currency === currency ? decimalToNumber(deal.amount) : 0;
  return {
    ...column,
    count: Math.max(0, column.count + step),
    amount: String(Math.max(0, decimalToNumber(column.amount) + step * worth)),
  };
}

/** A column's cards with the pages that were loaded behind them; a card that has gone elsewhere meanwhile is not shown. */
export function withPages(column: BoardColumn, pages: readonly DealCard[], board: Board): DealCard[] {
  const known = new Set(board.columns.flatMap((other) => other.items.map((item) => item.id)));
  return [
    ...column.items,
    ...pages.filter((deal) => deal.stage_id === column.stage_id && !known.has(deal.id)),
  ];
}

export interface BoardRow {
  deal: DealCard;
  /** The place that a card has left and comes back to if the move is given up. */
  isGhost: boolean;
}

/** A column's rows: what has come first, then its cards; those on their way elsewhere leave a shadow. */
export function rowsOf(shown: readonly DealCard[], real: readonly DealCard[]): BoardRow[] {
  const shownIds = new Set(shown.map(({ id }) => id));
  const realIds = new Set(real.map(({ id }) => id));
  return [
    ...shown.filter(({ id }) => !realIds.has(id)).map((deal) => ({ deal, isGhost: false })),
    ...real.map((deal) => ({ deal, isGhost: !shownIds.has(deal.id) })),
  ];
}

export interface BoardTotals {
  count: number;
  amount: number;
  /** What is likely to come: each amount by the probability of its stage. */
  weighted: number;
}

/** What is likely to come of a column, as it stands on the screen. */
export function weightedOf(column: Pick<BoardColumn, 'amount'>, stage: Pick<Stage, 'probability'>): number {
  return (decimalToNumber(column.amount) * stage.probability) / 100;
}

/** What the open stages hold together. */
export function totalsOf(board: Board, pipeline: Pipeline): BoardTotals {
  const totals: BoardTotals = { count: 0, amount: 0, weighted: 0 };
  for (const column of board.columns) {
    const stage = pipeline.stages.find((candidate) => candidate.id === column.stage_id);
    if (stage?.semantics !== 'open') continue;
    const amount = decimalToNumber(column.amount);
    totals.count += column.count;
    totals.amount += amount;
    totals.weighted += weightedOf(column, stage);
  }
  return totals;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The card that an arrow key goes to from another one; columns without cards are passed over. */
export function neighbour(
  columns: readonly (readonly DealCard[])[],
  dealId: string | null,
  direction: Direction,
): DealCard | undefined {
  const column = columns.findIndex((items) => items.some((item) => item.id === dealId));
  if (column < 0) return columns.find((items) => items.length > 0)?.[0];
  const items = columns[column] ?? [];
  const row = items.findIndex((item) => item.id === dealId);
  if (direction === 'up') return items[row - 1];
  if (direction === 'down') return items[row + 1];
  const step = direction === 'left' ? -1 : 1;
  for (let next = column + step; next >= 0 && next < columns.length; next += step) {
    const cards = columns[next] ?? [];
    if (cards.length > 0) return cards[Math.min(row, cards.length - 1)];
  }
  return undefined;
}
