import type { QueryClient } from '@tanstack/react-query';
import type { Board, Deal, DealCard } from '@/api/contract';
import { dealsBoardQueryKey, dealsGetQueryKey } from '@/api/queries';
import { invalidateOperation, invalidateUnmended, operationOf } from '@/api/queryClient';
import { mendPages } from '@/api/realtime/mendPages';
import { withMove } from './board/boardModel';

const dependants = [
  'dealsBoard',
  'dealsCount',
  'dealsSummary',
  'dealsTimeline',
  'dealsStages',
  'clientsTimeline',
  'tasksDay',
  'tasksList',
];

/** Everything that shows deals is asked for again. */
export function refreshDeals(client: QueryClient): void {
  for (const operation of dependants) void invalidateOperation(client, operation);
  void invalidateUnmended(client, 'dealsList');
}

/** What the server has just answered, on the card and on every board. */
export function keepDeal(client: QueryClient, deal: Deal): void {
  client.setQueryData(dealsGetQueryKey({ path: { deal_id: deal.id } }), deal);
  mendPages(client, deal.id, deal);
  const boards = dealsBoardQueryKey({ query: { pipeline_id: deal.pipeline_id } })[0]._id;
  client.setQueriesData<Board>(
    { predicate: ({ queryKey }) => operationOf(queryKey)?._id === boards },
    (board) => (board?.pipeline_id === deal.pipeline_id ? withDeal(board, deal) : board),
  );
}

/** The board with a card as it now is; moved when its stage is another one. */
export function withDeal(board: Board, deal: DealCard): Board {
  const shown = board.columns.flatMap((column) => column.items).find((item) => item.id === deal.id);
  if (shown === undefined) return board;
  const moved = shown.stage_id === deal.stage_id ? board : withMove(board, shown, deal.stage_id);
  return {
    ...moved,
    columns: moved.columns.map((column) => ({
      ...column,
      items: column.items.map((item) => (item.id === deal.id ? deal : item)),
    })),
  };
}
