import type { Pipeline, Stage } from '@/api/contract';

export type Semantics = Stage['semantics'];
export type Edge = 'before' | 'after';

/** The order in which the kinds stand in every pipeline. */
export const kinds = ['open', 'won', 'lost'] as const satisfies readonly Semantics[];

/** The stages of one kind, in order. */
export function stagesOf(pipeline: Pipeline, kind: Semantics): Stage[] {
  return pipeline.stages
    .filter((stage) => stage.semantics === kind)
    .sort((left, right) => left.position - right.position);
}

/** The name of a stage by its id; nothing for none. */
export function stageName(pipeline: Pipeline, stageId: string | null): string {
  return pipeline.stages.find(({ id }) => id === stageId)?.name ?? '';
}

/**
 * The pipeline with a stage at another place among its own kind (`index` from 0), as the server will number it:
 * from 1 through all kinds. The place is held within the kind.
 */
export function withMoved(pipeline: Pipeline, stageId: string, index: number): Pipeline {
  const moved = pipeline.stages.find((stage) => stage.id === stageId);
  if (moved === undefined) return pipeline;
  const stages = kinds.flatMap((kind) => {
    const present = stagesOf(pipeline, kind).filter((stage) => stage.id !== stageId);
    if (kind !== moved.semantics) return present;
    const place = Math.min(Math.max(index, 0), present.length);
    return [...present.slice(0, place), moved, ...present.slice(place)];
  });
  return { ...pipeline, stages: stages.map((stage, place) => ({ ...stage, position: place + 1 })) };
}

/** Where among its kind a stage comes to stand when dropped before or after another one; null when it stays. */
export function dropIndex(stages: readonly Stage[], draggedId: string, targetId: string, edge: Edge) {
  const from = stages.findIndex((stage) => stage.id === draggedId);
  const target = stages.findIndex((stage) => stage.id === targetId);
  if (from < 0 || target < 0 || from === target) return null;
  const gap = edge === 'before' ? target : target + 1;
  const index = from < gap ? gap - 1 : gap;
  return index === from ? null : index;
}
