import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Call } from '@/api/contract';
import { callsListInfiniteOptions } from '@/api/queries';
import { cursorPaging } from '@/api/queryClient';
import { useMe } from '@/api/session';
import { useWaitingCalls } from '@/entities/calls/useWaitingCalls';
import { waitingFirst } from '@/entities/calls/waitingCalls';

export interface CallLogFilters {
  show?: 'missed' | 'open';
  direction?: 'in' | 'out';
  mine?: true;
}

const pageSize = 50;
const nobody: readonly Call[] = [];

/** The log by its filters, page by page; unfiltered, those who wait for a call back stand first. */
export function useCallLog({ show, direction, mine }: CallLogFilters) {
  const me = useMe().user.id;
  const user_id = mine ? me : undefined;
  const list = useInfiniteQuery({
    ...callsListInfiniteOptions({
      query: {
        limit: pageSize,
        user_id,
        direction,
        result: show === 'missed' ? 'missed' : undefined,
        needs_outcome: show === 'open' ? true : undefined,
      },
    }),
    ...cursorPaging,
  });
  const isWhole = show === undefined && direction === undefined && mine === undefined;
  const everybodyWaiting = useWaitingCalls();
  const log = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const waiting = isWhole ? everybodyWaiting : nobody;
  const rows: Call[] = useMemo(() => waitingFirst(waiting, log), [waiting, log]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { rows, waiting, onMore, isLoading: list.isPending, problem: list.error, refetch: list.refetch };
}
