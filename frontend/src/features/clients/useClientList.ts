import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ClientRow, DealSummary } from '@/api/contract';
import { clientsCountOptions, clientsListInfiniteOptions, dealsSummaryOptions } from '@/api/queries';
import { cursorPaging } from '@/api/queryClient';
import { useCan } from '@/api/session';

export interface ClientFilters {
  q?: string;
  kind?: 'person' | 'company';
  owner?: string;
  tag?: string;
  sort?: string;
}

const pageSize = 100;
/** Open deals are asked for in handfuls of this many clients. */
const handful = 50;

/** The list by its filters, page by page, with the count and the open deals of each client in sight. */
export function useClientList({ q, kind, owner, tag, sort }: ClientFilters) {
  const filter = { q, kind, owner_id: owner, tag };
  const list = useInfiniteQuery({
    ...clientsListInfiniteOptions({ query: { ...filter, sort, limit: pageSize } }),
    ...cursorPaging,
    placeholderData: keepPreviousData,
  });
  const count = useQuery({ ...clientsCountOptions({ query: filter }), placeholderData: keepPreviousData });
  const rows: ClientRow[] = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const deals = useOpenDeals(rows);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    rows,
    deals,
    count: count.data?.count,
    onMore,
    isLoading: list.isPending,
    isOld: list.isPlaceholderData,
    problem: list.error,
    refetch: list.refetch,
  };
}

function useOpenDeals(rows: readonly ClientRow[]): ReadonlyMap<string, DealSummary> {
  const mayRead = useCan('deals:read');
  const handfuls = useMemo(() => {
    const ids = rows.map((row) => row.id);
    return Array.from({ length: Math.ceil(ids.length / handful) }, (_, index) =>
      ids.slice(index * handful, (index + 1) * handful),
    );
  }, [rows]);
  return useQueries({
    queries: mayRead ? handfuls.map((ids) => dealsSummaryOptions({ query: { client_id: ids } })) : [],
    combine: combineSummaries,
  });
}

const combineSummaries = (results: { data?: { items: DealSummary[] } }[]) =>
  new Map(results.flatMap(({ data }) => data?.items ?? []).map((summary) => [summary.client_id, summary]));
