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

/** The stage that comes next: the first of those that are open from here. */
export function stageAfter(pipeline: Pipeline, stageId: string): Stage | undefined {
  return reachableStages(pipeline, stageId).find((stage) => stage.semantics !== 'lost');
}

/** The stages that a deal can come into: not one that is being removed. */
export function enterableStages(pipeline: Pipeline): Stage[] {
  return stagesInOrder(pipeline).filter((stage) => stage.successor_id === null);
}

/** Where an open deal may go from its stage: what the stage names, else the next one, won behind the last; lost always. */
export function reachableStages(pipeline: Pipeline, stageId: string): Stage[] {
  const stages = stagesInOrder(pipeline).filter(
    (stage) => stage.successor_id === null || stage.id === stageId,
  );
  const way = stages.filter((stage) => stage.semantics !== 'lost');
  const place = way.findIndex((stage) => stage.id === stageId);
  const present = way[place];
  if (present?.semantics !== 'open') return [];
  const won = way.filter((stage) => stage.semantics === 'won');
  const ahead = way.slice(place + 1);
  const named = ahead.filter((stage) => present.next_stage_ids.includes(stage.id));
  const next = ahead.find((stage) => stage.semantics === 'open');
  const usual = next === undefined ? won : [next];
  const open = named.length > 0 ? named : usual;
  return stages.filter((stage) => stage.semantics === 'lost' || open.includes(stage));
}
