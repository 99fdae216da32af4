import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import type { DealCard, Pipeline } from '@/api/contract';
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
import { useDealPages } from '../shape/dealQueries';
import { DealShapeBar } from '../shape/DealShapeBar';
import type { DealShape } from '../shape/useDealShape';
import type { DealsView } from '../useDealsView';
import { DealLine } from './DealLine';
import { DealFilters } from './DealFilters';
import { choiceState, dealChoice, toggleDeal, toggleShownDeals } from '../bulk/dealChoice';
import { DealBulkArea } from '../bulk/DealBulkArea';
import { useDealColumns } from './useDealColumns';
import styles from './DealsTable.module.css';

interface DealsTableProps {
  view: DealsView;
  shaped: DealShape;
  pipeline: Pipeline;
  pipelines: readonly Pipeline[];
  openId: string | undefined;
}

/** From here on there is room for every column. */
const wide = `(min-width: ${breakpoints.lg})`;
const usualSort = '-stage_entered_at';

/** The deals as a table of any length; filters and the sort stand in the address. */
export function DealsTable({ view, shaped, pipeline, pipelines, openId }: DealsTableProps) {
  const t = useText('deals');
  const navigate = useNavigate({ from: '/deals' });
  const { search, ownerId } = view;
  const sort = shaped.shape.sort.join(',') || usualSort;
  const list = useDealPages(
    {
      pipeline_id: pipeline.id,
      owner_id: ownerId,
      stage_id: search.stage,
      status: search.status ?? (search.stage === undefined ? 'open' : undefined),
      client_id: search.client_id,
      without_step: search.stepless,
      overdue_in_stage: search.overdue,
      sort,
    },
    shaped.isWaiting ? undefined : shaped.filter,
  );
  const rows = list.deals;
  const chosen = useStore(dealChoice);
  const mayWrite = useCan('deals:write');
  const isWide = useMediaQuery(wide, true);
  const columns = useDealColumns(pipeline, openId !== undefined ? 'beside' : isWide ? 'wide' : 'middle');
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
      <DealShapeBar shaped={shaped} />
      <DealBulkArea pipeline={pipeline} />
      {!list.isRead && list.error !== null && (
        <ProblemAlert problem={list.error} onRetry={() => void list.refetch()} />
      )}
      {!list.isRead && list.error === null && <RowSkeletons />}
      {list.isRead && rows.length === 0 && (
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
            onMore={list.onMore}
            card={(deal) => <DealLine deal={deal} pipeline={pipeline} />}
          />
        </Card>
      )}
    </>
  );
}
