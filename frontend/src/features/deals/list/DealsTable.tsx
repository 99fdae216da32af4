import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { DealCard, Pipeline } from '@/api/contract';
import { dealsListInfiniteOptions } from '@/api/queries';
import { cursorPaging } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useCan } from '@/api/session';
import { useText } from '@/i18n/text';
import { useStore } from '@/lib/store';
import { Card } from '@/ui/Card';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { RowSkeletons } from '@/ui/Skeletons';
import { breakpoints } from '@/ui/theme/tokens';
import { DealsHeader } from '../DealsHeader';
import type { DealsView } from '../useDealsView';
import { DealLine } from './DealLine';
import { DealFilters } from './DealFilters';
import { choiceState, dealChoice, toggleDeal, toggleShownDeals } from '../bulk/dealChoice';
import { DealBulkArea } from '../bulk/DealBulkArea';
import { useDealColumns } from './useDealColumns';
import styles from './DealsTable.module.css';

interface DealsTableProps {
  view: DealsView;
  pipeline: Pipeline;
  pipelines: readonly Pipeline[];
  openId: string | undefined;
}

/** From here on there is room for every column. */
const wide = `(min-width: ${breakpoints.lg})`;
const usualSort = '-stage_entered_at';

/** The deals as a table of any length; filters and the sort stand in the address. */
export function DealsTable({ view, pipeline, pipelines, openId }: DealsTableProps) {
  const t = useText('deals');
  const navigate = useNavigate({ from: '/deals' });
  const { search, ownerId } = view;
  const sort = search.sort ?? usualSort;
  const list = useInfiniteQuery({
    ...dealsListInfiniteOptions({
      query: {
        pipeline_id: pipeline.id,
        owner_id: ownerId,
        stage_id: search.stage,
        status: search.status ?? (search.stage === undefined ? 'open' : undefined),
        client_id: search.client_id,
        without_step: search.stepless,
        overdue_in_stage: search.overdue,
        sort,
      },
    }),
    ...cursorPaging,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const chosen = useStore(dealChoice);
  const mayWrite = useCan('deals:write');
  const isWide = useMediaQuery(wide, true);
  const columns = useDealColumns(pipeline, openId !== undefined ? 'beside' : isWide ? 'wide' : 'middle');
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const open = (deal: DealCard) =>
    void navigate({ to: '/deals/$dealId', params: { dealId: deal.id }, search: (known) => known });

  return (
    <>
      <DealsHeader
        view={view}
        pipeline={pipeline}
        pipelines={pipelines}
        tools={<DealFilters view={view} pipeline={pipeline} />}
      />
      <DealBulkArea pipeline={pipeline} />
      {list.data === undefined && list.error !== null && (
        <ProblemAlert problem={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data === undefined && list.error === null && <RowSkeletons />}
      {list.data !== undefined && rows.length === 0 && (
        <EmptyState title={t('list.emptyTitle')}>{t('list.emptyText')}</EmptyState>
      )}
      {rows.length > 0 && (
        <Card flush className={styles.table}>
          <DataTable
            label={t('list.label')}
            columns={columns}
            rows={rows}
            rowId={(deal) => deal.id}
            onOpen={open}
            openId={openId}
            sort={sort}
            onSort={(wanted) => view.show({ sort: wanted })}
            choosing={
              mayWrite
                ? {
                    isChosen: (deal) => chosen.has(deal.id),
                    onChoose: toggleDeal,
                    label: (deal) => t('choose.one', { deal: deal.title }),
                    allLabel: t('choose.shown'),
                    state: choiceState(chosen, rows),
                    onChooseAll: () => toggleShownDeals(rows),
                  }
                : undefined
            }
            onMore={more}
            card={(deal) => <DealLine deal={deal} pipeline={pipeline} />}
          />
        </Card>
      )}
    </>
  );
}
