import type { DealCard } from '@/api/contract';
import { inZone, now } from '@/lib/dates';
import type { Tone } from '@/ui/Chip';

export type StageTimes = Pick<DealCard, 'status' | 'stage_warn_at' | 'stage_due_at'>;

export interface StageTime {
  dueAt: string;
  isOver: boolean;
  tone: Tone;
}

/** How a deal's time on its stage stands: calm, amber from the warning on, red when it is over; null without a limit. */
export function stageTimeOf({ status, stage_warn_at, stage_due_at }: StageTimes): StageTime | null {
  if (status !== 'open' || stage_due_at === null) return null;
  const present = now();
  const isOver = !inZone(stage_due_at).isAfter(present);
  const isShort = stage_warn_at !== null && !inZone(stage_warn_at).isAfter(present);
  return { dueAt: stage_due_at, isOver, tone: isOver ? 'danger' : isShort ? 'warning' : 'neutral' };
}
