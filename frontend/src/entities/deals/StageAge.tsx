import type { DealCard } from '@/api/contract';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Chip } from '@/ui/Chip';
import { stageAgeTone } from './stageAge';
import { stageTimeOf } from './stageTime';

interface StageAgeProps {
  deal: Pick<DealCard, 'status' | 'stage_entered_at' | 'stage_warn_at' | 'stage_due_at'>;
}

/** How long an open deal has stood on its stage. */
export function SinceChip({ since, status = 'open' }: { since: string; status?: DealCard['status'] }) {
  const t = useText('deals');
  const format = useFormat();
  return (
    <Chip tone={stageAgeTone(since, status)}>
      <span title={t('card.onStageSince', { date: format.date(since) })}>{format.age(since)}</span>
    </Chip>
  );
}

/** How long a deal has stood on its stage; where the stage has a limit, until when it may, or how long it is over. */
export function StageAge({ deal }: StageAgeProps) {
  const t = useText('deals');
  const format = useFormat();
  const since = deal.stage_entered_at;
  const limit = stageTimeOf(deal);
  if (limit === null) return <SinceChip since={since} status={deal.status} />;
  const stood = t('card.onStageSince', { date: format.date(since) });
  const date = format.dateTime(limit.dueAt);
  const told = t(limit.isOver ? 'stageTime.overTitle' : 'stageTime.untilTitle', { date });
  return (
    <Chip tone={limit.tone}>
      <span title={`${told} · ${stood}`}>
        {limit.isOver
          ? t('stageTime.over', { age: format.age(limit.dueAt) })
          : t('stageTime.left', { when: format.due(limit.dueAt) })}
      </span>
    </Chip>
  );
}
