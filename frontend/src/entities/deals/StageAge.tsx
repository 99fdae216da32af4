import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Chip } from '@/ui/Chip';
import { stageAgeTone } from './stageAge';

interface StageAgeProps {
  since: string;
  status?: 'open' | 'won' | 'lost';
}

/** How long a deal has stood on its stage. */
export function StageAge({ since, status = 'open' }: StageAgeProps) {
  const t = useText('deals');
  const format = useFormat();
  const age = format.age(since);
  return (
    <Chip tone={stageAgeTone(since, status)}>
      <span title={t('card.onStageSince', { date: format.date(since) })}>{age}</span>
    </Chip>
  );
}
