import type { Pipeline, Stage } from '@/api/contract';

const order = ['open', 'won', 'lost'] as const satisfies readonly Stage['semantics'][];

/** The stages as a deal goes through them: the open ones, then won, then lost. */
export function stagesInOrder(pipeline: Pipeline): Stage[] {
  return [...pipeline.stages].sort(
    (left, right) =>
      order.indexOf(left.semantics) - order.indexOf(right.semantics) || left.position - right.position,
  );
}

export function stageOf(pipeline: Pipeline, stageId: string): Stage | undefined {
  return pipeline.stages.find((stage) => stage.id === stageId);
}

/** The open stage behind this one, or the won one behind the last. */
export function stageAfter(pipeline: Pipeline, stageId: string): Stage | undefined {
  const way = stagesInOrder(pipeline).filter((stage) => stage.semantics !== 'lost');
  const place = way.findIndex((stage) => stage.id === stageId);
  const present = way[place];
  return present?.semantics === 'open' ? way[place + 1] : undefined;
}

/** Where an open deal may go from its stage: the next one, the won ones behind the last, and lost from everywhere. */
export function reachableStages(pipeline: Pipeline, stageId: string): Stage[] {
  const stages = stagesInOrder(pipeline);
  const way = stages.filter((stage) => stage.semantics === 'open');
  const place = way.findIndex((stage) => stage.id === stageId);
  if (place < 0) return [];
  const next = way[place + 1];
  return stages.filter(
    (stage) =>
      stage.id === next?.id ||
      stage.semantics === 'lost' ||
      (stage.semantics === 'won' && next === undefined),
  );
}
