import { Button } from '@mantine/core';
import type { Board, Pipeline } from '@/api/contract';
import { useCan } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { EmptyState } from '@/ui/EmptyState';
import { CardSkeletons } from '@/ui/Skeletons';
import { DealBulkArea } from '../bulk/DealBulkArea';
import { DealsHeader } from '../DealsHeader';
import { useBoard } from '../shape/dealQueries';
import { DealShapeBar } from '../shape/DealShapeBar';
import type { DealShape } from '../shape/useDealShape';
import type { DealsView } from '../useDealsView';
import { BoardView } from './BoardView';
import { totalsOf } from './boardModel';

interface BoardAreaProps {
  view: DealsView;
  shaped: DealShape;
  pipeline: Pipeline;
  pipelines: readonly Pipeline[];
  openId: string | undefined;
}

/** The board under its header with what the pipeline is worth. */
export function BoardArea({ view, shaped, pipeline, pipelines, openId }: BoardAreaProps) {
  const selection = { ownerId: view.ownerId, filter: shaped.isWaiting ? undefined : shaped.filter };
  const { data, error, refetch } = useBoard(pipeline.id, selection);
  const board = data?.pipeline_id === pipeline.id ? data : undefined;
  const isEmpty = board?.columns.every((column) => column.count === 0) === true;
  return (
    <>
      <DealsHeader
        view={view}
        pipeline={pipeline}
        pipelines={pipelines}
        facts={board === undefined ? undefined : <Totals board={board} pipeline={pipeline} />}
      />
      <DealShapeBar shaped={shaped} />
      <DealBulkArea pipeline={pipeline} />
      {board === undefined && error === null && <CardSkeletons cards={8} />}
      {board === undefined && error !== null && (
        <ProblemAlert problem={error} onRetry={() => void refetch()} />
      )}
      {isEmpty && (shaped.filter === null ? <FirstDeal view={view} /> : <NothingFound shaped={shaped} />)}
      {board !== undefined && !isEmpty && (
        <BoardView board={board} pipeline={pipeline} selection={selection} openId={openId} />
      )}
    </>
  );
}

function Totals({ board, pipeline }: { board: Board; pipeline: Pipeline }) {
  const t = useText('deals');
  const format = useFormat();
  const { count, amount, weighted } = totalsOf(board, pipeline);
  return (
    <>
      {[
        t('board.open', { count, shown: format.number(count) }),
        format.shortMoney(String(amount), board.currency),
        t('board.weighted', { amount: format.short(weighted) }),
      ].join(' · ')}
    </>
  );
}

function NothingFound({ shaped }: { shaped: DealShape }) {
  const t = useText('deals');
  return (
    <EmptyState
      title={t('list.emptyTitle')}
      action={
        <Button variant="default" onClick={() => shaped.change({ filter: null })}>
          {t('filter.clear')}
        </Button>
      }
    />
  );
}

function FirstDeal({ view }: { view: DealsView }) {
  const t = useText('deals');
  const mayWrite = useCan('deals:write');
  return (
    <EmptyState
      title={t('board.emptyTitle')}
      action={mayWrite && <Button onClick={() => view.show({ new: true })}>{t('board.first')}</Button>}
    >
      {t('board.emptyText')}
    </EmptyState>
  );
}
