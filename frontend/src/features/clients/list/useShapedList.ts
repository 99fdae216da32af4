import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ClientsQueryBody, ShapedRow } from '@/api/contract';
import { clientsQuery, clientsQueryCount, clientsQueryGroups } from '@/api/operations';
import { allOf, fieldsOf, type FilterTree } from '@/ui/filters/tree';
import type { Shape } from '@/entities/lists/shape';

export interface QuickFilters {
  q?: string;
  kind?: 'person' | 'company';
  owner?: string;
  tag?: string;
}

const pageSize = 100;
/** What each row brings without being asked. */
const always = new Set([
  'name',
  'kind',
  'company',
  'phone',
  'email',
  'owner_id',
  'tags',
  'source',
  'last_contact_at',
]);

/** Which clients: the filter of the shape and what stands in the bar above, all at once. */
export function selectionOf(shape: Pick<Shape, 'filter'>, { q, kind, owner, tag }: QuickFilters) {
  const is = (field: string, operator: string, value: string | undefined): FilterTree | null =>
    value === undefined ? null : { field, [operator]: value };
  const filter = allOf(
    shape.filter,
    is('kind', 'is', kind),
    is('owner_id', 'is', owner),
    is('tags', 'contains', tag),
  );
  return { q, filter: (filter ?? undefined) as ClientsQueryBody['filter'] };
}

/** The list page by page, its count, and the counts of its groups. */
export function useShapedList(
  shape: Shape,
  quick: QuickFilters,
  known: ReadonlySet<string>,
  isEnabled: boolean,
) {
  const selection = selectionOf(shape, quick);
  // A shared view may speak of fields that this person's role does not read: they are left out, the list stays.
  const colours = shape.colours.filter((rule) => fieldsOf(rule.when).every((name) => known.has(name)));
  const groupBy = shape.group_by !== null && known.has(shape.group_by) ? shape.group_by : null;
  const body: ClientsQueryBody = {
    ...selection,
    sort: shape.sort.filter((key) => known.has(key.replace(/^-/, ''))),
    group_by: groupBy ?? undefined,
    columns: shape.columns.filter((name) => !always.has(name) && known.has(name)),
    marks: colours.map((rule) => rule.when) as ClientsQueryBody['marks'],
    limit: pageSize,
  };
  const list = useInfiniteQuery({
    queryKey: [{ _id: 'clientsQuery', body }],
    queryFn: async ({ pageParam, signal }) =>
      (await clientsQuery({ body: { ...body, cursor: pageParam }, signal })).data,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
  const count = useQuery({
    queryKey: [{ _id: 'clientsQueryCount', body: selection }],
    queryFn: async ({ signal }) => (await clientsQueryCount({ body: selection, signal })).data,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
  const groupBody = { ...selection, group_by: groupBy ?? '' };
  const groups = useQuery({
    queryKey: [{ _id: 'clientsQueryGroups', body: groupBody }],
    queryFn: async ({ signal }) => (await clientsQueryGroups({ body: groupBody, signal })).data,
    enabled: isEnabled && groupBy !== null,
  });
  const rows: ShapedRow[] = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    rows,
    selection,
    /** The whole question, as an export repeats it. */
    asked: body,
    colours,
    count: count.data?.count,
    groups: groups.data?.items,
    onMore,
    isLoading: list.isPending,
    isOld: list.isPlaceholderData,
    problem: list.error,
    refetch: list.refetch,
  };
}
