import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Board, Pipeline } from '@/api/contract';
import { dealsBoardOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { EmptyState } from '@/ui/EmptyState';
import { CardSkeletons } from '@/ui/Skeletons';
import { DealBulkArea } from '../bulk/DealBulkArea';
import { DealsHeader } from '../DealsHeader';
import type { DealsView } from '../useDealsView';
import { BoardView } from './BoardView';
import { totalsOf } from './boardModel';

interface BoardAreaProps {
  view: DealsView;
  pipeline: Pipeline;
  pipelines: readonly Pipeline[];
  openId: string | undefined;
}

/** The board under its header with what the pipeline is worth. */
export function BoardArea({ view, pipeline, pipelines, openId }: BoardAreaProps) {
  const { data, error, refetch } = useQuery({
    ...dealsBoardOptions({ query: { pipeline_id: pipeline.id, owner_id: view.ownerId } }),
    placeholderData: keepPreviousData,
  });
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
      <DealBulkArea pipeline={pipeline} />
      {board === undefined && error === null && <CardSkeletons cards={8} />}
      {board === undefined && error !== null && (
        <ProblemAlert problem={error} onRetry={() => void refetch()} />
      )}
      {isEmpty && <FirstDeal view={view} />}
      {board !== undefined && !isEmpty && (
        <BoardView board={board} pipeline={pipeline} ownerId={view.ownerId} openId={openId} />
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
        t('board.open', { count }),
        format.shortMoney(String(amount), board.currency),
        t('board.weighted', { amount: format.short(weighted) }),
      ].join(' · ')}
    </>
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
