import { queryClient } from '@/api/queryClient';
import { bulkGetQueryKey } from '@/api/queries';
import type { BulkWork } from '@/api/contract';
import { createStore } from '@/lib/store';

/** The piece of bulk work that the person sees the progress of; it goes on when the screen is left. */
export const workInHand = createStore<string | null>(null);

export function follow(work: BulkWork): void {
  queryClient.setQueryData(bulkGetQueryKey({ path: { operation_id: work.id } }), work);
  workInHand.set(work.id);
}

export const isGoing = (work: BulkWork) => ['queued', 'running', 'paused'].includes(work.state);

/** How many records have been dealt with in the present direction. */
export const dealtWith = (work: BulkWork) =>
  work.is_undo ? work.undone + work.kept : work.done + work.unchanged + work.failed;
