import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { DealsListQuery, DealsQueryBody } from '@/api/contract';
import { dealsQuery, dealsQueryBoard } from '@/api/operations';
import { dealsBoardOptions, dealsListInfiniteOptions } from '@/api/queries';
import { cursorPaging } from '@/api/queryClient';
import { allOf, type FilterTree } from '@/ui/filters/tree';

/** Which of the deals one may see: whose, and by which filter. `undefined`: not known yet, nothing is asked. */
export interface DealSelection {
  ownerId: string | undefined;
  filter: FilterTree | null | undefined;
}

const asBody = (filter: FilterTree | null) => (filter ?? undefined) as DealsQueryBody['filter'];

/*
 * What is asked with a filter is cached as another form of the plain board or list: all that makes those old makes it
 * old too. News put cards only on plain boards, known by their `query`; whom a filter lets in the server says.
 */

/** A pipeline's board. */
export function useBoard(pipelineId: string, { ownerId, filter }: DealSelection) {
  const isFiltered = filter !== null && filter !== undefined;
  const plain = useQuery({
    ...dealsBoardOptions({ query: { pipeline_id: pipelineId, owner_id: ownerId } }),
    placeholderData: keepPreviousData,
    enabled: filter === null,
  });
  const body = { pipeline_id: pipelineId, owner_id: ownerId, filter: asBody(filter ?? null) };
  const filtered = useQuery({
    queryKey: [{ _id: 'dealsBoard', body }],
    queryFn: async ({ signal }) => (await dealsQueryBoard({ body, signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
    enabled: isFiltered,
  });
  return isFiltered ? filtered : plain;
}

/** What a plain list asks, said as the filtered one takes it. */
function bodyOf(query: DealsListQuery, filter: FilterTree | null): DealsQueryBody {
  const { overdue_in_stage, sort, ...same } = query;
  const overdue = overdue_in_stage === true ? { field: 'overdue_in_stage', is: true } : null;
  return {
    ...same,
    filter: asBody(allOf(filter, overdue)),
    sort: sort?.split(',') ?? [],
    columns: [],
  };
}

interface Paging {
  isEnabled?: boolean;
  /** News mend the cards that are loaded, one by one; all its pages are asked for anew only when news were missed. */
  isMended?: boolean;
}

/** Deals page by page. */
export function useDealPages(
  query: DealsListQuery,
  filter: DealSelection['filter'],
  { isEnabled = true, isMended = false }: Paging = {},
) {
  const isFiltered = filter !== null && filter !== undefined;
  const plain = useInfiniteQuery({
    ...dealsListInfiniteOptions({ query }),
    ...cursorPaging,
    meta: { isMended },
    placeholderData: keepPreviousData,
    enabled: isEnabled && filter === null,
  });
  const body = bodyOf(query, filter ?? null);
  const filtered = useInfiniteQuery({
    queryKey: [{ _id: 'dealsList', body }],
    queryFn: async ({ pageParam, signal }) =>
      (await dealsQuery({ body: { ...body, cursor: pageParam }, signal, throwOnError: true })).data,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: isEnabled && isFiltered,
  });
  const list = isFiltered ? filtered : plain;
  const { data, hasNextPage, isFetching, fetchNextPage } = list;
  const deals = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const onMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return { deals, onMore, isRead: data !== undefined, error: list.error, refetch: list.refetch };
}
