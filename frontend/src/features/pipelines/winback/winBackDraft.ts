import type { LossReason, Pipeline, WinBackRule } from '@/api/contract';

export type WinBackWish = Omit<
  WinBackRule,
  'id' | 'version' | 'waiting_count' | 'opened_count' | 'refused_count'
>;
export type OwnerKind = WinBackWish['owner_kind'];

export const ownerKinds = ['former', 'person', 'team'] as const satisfies readonly OwnerKind[];
const usualDays = 90;

/** A rule that has just been begun: from the other pipelines, or this one where it is alone. */
export function newRule(pipeline: Pipeline, pipelines: readonly Pipeline[], title: string): WinBackWish {
  const others = pipelines.filter(({ id }) => id !== pipeline.id).map(({ id }) => id);
  return {
    source_pipeline_ids: others.length > 0 ? others : [pipeline.id],
    loss_reason_ids: [],
    wait_days: usualDays,
    stage_id: null,
    owner_kind: 'former',
    owner_id: null,
    task: { kind: 'call', title, in_hours: 8 },
    most_daily: 20,
    is_active: true,
  };
}

export function wishOf(rule: WinBackRule): WinBackWish {
  const { source_pipeline_ids, loss_reason_ids, wait_days, stage_id, owner_kind, owner_id } = rule;
  const { task, most_daily, is_active } = rule;
  return {
    source_pipeline_ids,
    loss_reason_ids,
    wait_days,
    stage_id,
    owner_kind,
    owner_id,
    task,
    most_daily,
    is_active,
  };
}

/** The reasons of the chosen pipelines; those of others are no longer meant. */
export function reasonsOf(pipelines: readonly Pipeline[], chosen: readonly string[]): LossReason[] {
  return pipelines.filter(({ id }) => chosen.includes(id)).flatMap(({ loss_reasons }) => loss_reasons);
}

export function isReady(wish: WinBackWish): boolean {
  const isOwned = wish.owner_kind === 'former' || wish.owner_id !== null;
  return wish.source_pipeline_ids.length > 0 && isOwned && wish.task.title.trim() !== '';
}
