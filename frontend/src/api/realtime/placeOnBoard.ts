import type { Board, DealCard } from '../contract';

/** The board without a card that may not be seen any more. */
export function takeOffBoard(board: Board, dealId: string): Board {
  return {
    ...board,
    columns: board.columns.map((column) => {
      const items = column.items.filter((item) => item.id !== dealId);
      return items.length === column.items.length ? column : { ...column, items };
    }),
  };
}

/**
 * The board with the card where the news says it is: taken out of the other columns, at the top of its own one, or in its
 * place when it has not moved. An older version than the one on screen changes nothing.
 */
export function placeOnBoard(board: Board, deal: DealCard): Board {
  const shown = board.columns.flatMap((column) => column.items).find((item) => item.id === deal.id);
  if (shown !== undefined && shown.version > deal.version) return board;
  return {
    ...board,
    columns: board.columns.map((column) => {
      const index = column.items.findIndex((item) => item.id === deal.id);
      if (column.stage_id !== deal.stage_id) {
        return index < 0 ? column : { ...column, items: column.items.filter((item) => item.id !== deal.id) };
      }
      if (index < 0) return { ...column, items: [deal, ...column.items] };
      return { ...column, items: column.items.map((item) => (item.id === deal.id ? deal : item)) };
    }),
  };
}
