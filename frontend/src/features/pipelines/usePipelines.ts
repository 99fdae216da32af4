import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ifMatch } from '@/api/client';
import type { Pipeline } from '@/api/contract';
import { pipelinesChangeStage } from '@/api/operations';
import { pipelinesListOptions } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { withMoved } from './stageOrder';

const shownIn = ['pipelinesList', 'pipelinesGet', 'dealsBoard'] as const;

/** Between two looks at how far the deals of a removed stage are. */
const patience = 1500;
const isRestaging = (list: { items: Pipeline[] } | undefined) =>
  list?.items.some(({ restaging }) => restaging !== null) ?? false;

/** Refreshes everything that shows stages; resolves when what is on screen is new. */
export async function refreshPipelines(client: QueryClient): Promise<void> {
  await Promise.all(shownIn.map((operation) => invalidateOperation(client, operation)));
}

/** The pipelines in their order; while deals move out of a removed stage, as they are now. */
export function usePipelines() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    ...pipelinesListOptions(),
    refetchInterval: ({ state }) => (isRestaging(state.data) ? patience : false),
  });
  const isGoing = isRestaging(data);
  const wasGoing = useRef(isGoing);
  useEffect(() => {
    if (wasGoing.current && !isGoing) void refreshPipelines(client);
    wasGoing.current = isGoing;
  }, [client, isGoing]);
  const pipelines = [...(data?.items ?? [])].sort((left, right) => left.position - right.position);
  return { pipelines, isLoading: data === undefined && error === null, error, refetch };
}

interface StageMove {
  stageId: string;
  /** The place among the stages of its kind, from 0. */
  index: number;
}

/** Puts a stage at another place at once; one move after another, each based on the newest version. */
export function useStageMove(pipelineId: string) {
  const client = useQueryClient();
  const key = pipelinesListOptions().queryKey;
  const present = () => client.getQueryData(key)?.items.find(({ id }) => id === pipelineId);
  const put = (changed: Pipeline | undefined) =>
    client.setQueryData(key, (list) =>
      list === undefined || changed === undefined
        ? list
        : { ...list, items: list.items.map((item) => (item.id === changed.id ? changed : item)) },
    );
  return useMutation({
    mutationKey: ['stage-move', pipelineId],
    scope: { id: `stage-move:${pipelineId}` },
    mutationFn: async ({ stageId }: StageMove) => {
      const stage = present()?.stages.find(({ id }) => id === stageId);
      if (stage === undefined) return undefined;
      const { data } = await pipelinesChangeStage({
        path: { pipeline_id: pipelineId, stage_id: stageId },
        body: { position: stage.position },
        headers: ifMatch(stage.version),
        throwOnError: true,
      });
      return data;
    },
    onMutate: async ({ stageId, index }) => {
      await client.cancelQueries({ queryKey: key });
      const known = present();
      if (known !== undefined) put(withMoved(known, stageId, index));
    },
    onSuccess: (saved) => {
      const known = present();
      if (known === undefined || saved === undefined) return;
      const stages = known.stages.map((stage) =>
        stage.id === saved.id ? { ...stage, version: saved.version } : stage,
      );
      put({ ...known, stages });
    },
    onSettled: async () => {
      // While more moves wait, a refreshed list would show the old order for a blink.
      if (client.isMutating({ mutationKey: ['stage-move', pipelineId] }) === 1)
        await refreshPipelines(client);
    },
  });
}
