import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useMatch } from '@tanstack/react-router';
import { pipelinesListOptions } from '@/api/queries';
import { useTopic } from '@/api/realtime/realtime';
import { useCan } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useMinute } from '@/lib/minute';
import { EmptyState } from '@/ui/EmptyState';
import { CardSkeletons } from '@/ui/Skeletons';
import { SplitView } from '@/ui/SplitView';
import { BoardArea } from './board/BoardArea';
import { DealsTable } from './list/DealsTable';
import { MovesProvider } from './move/MovesContext';
import { NewDealForm } from './new/NewDealForm';
import { useDealShape } from './shape/useDealShape';
import { useDealsView, type DealsView } from './useDealsView';
import type { Pipeline } from '@/api/contract';

const quarterHour = 900_000;

/** Deals as a board or a list, with the card of one beside them. */
export function DealsScreen() {
  const t = useText('deals');
  const mayConfigure = useCan('deals:configure');
  const { data, error, refetch } = useQuery({ ...pipelinesListOptions(), staleTime: quarterHour });
  const view = useDealsView(data?.items ?? []);
  const card = useMatch({ from: '/_shell/deals/$dealId', shouldThrow: false });
  useMinute();

  if (data === undefined) {
    return error === null ? (
      <CardSkeletons cards={8} />
    ) : (
      <ProblemAlert problem={error} onRetry={() => void refetch()} />
    );
  }
  if (view.pipeline === undefined) {
    return (
      <EmptyState
        title={t('noPipeline.title')}
        action={
          mayConfigure && (
            <Button component={Link} to="/settings/pipelines">
              {t('noPipeline.action')}
            </Button>
          )
        }
      >
        {t('noPipeline.text')}
      </EmptyState>
    );
  }
  return (
    <MovesProvider>
      {card?.search.full === true ? (
        <Outlet />
      ) : (
        <SplitView panel={card === undefined ? null : <Outlet />}>
          <Deals view={view} pipeline={view.pipeline} pipelines={data.items} openId={card?.params.dealId} />
        </SplitView>
      )}
    </MovesProvider>
  );
}

interface DealsProps {
  view: DealsView;
  pipeline: Pipeline;
  pipelines: readonly Pipeline[];
  openId: string | undefined;
}

function Deals({ view, pipeline, pipelines, openId }: DealsProps) {
  useTopic(`board:${pipeline.id}`);
  const shaped = useDealShape(view);
  return (
    <>
      {view.isList ? (
        <DealsTable view={view} shaped={shaped} pipeline={pipeline} pipelines={pipelines} openId={openId} />
      ) : (
        <BoardArea view={view} shaped={shaped} pipeline={pipeline} pipelines={pipelines} openId={openId} />
      )}
      {view.search.new === true && (
        <NewDealForm
          pipeline={pipeline}
          clientId={view.search.client_id}
          onClose={() => view.show({ new: undefined })}
        />
      )}
    </>
  );
}
