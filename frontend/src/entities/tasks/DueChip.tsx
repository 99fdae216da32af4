import type { Dayjs } from 'dayjs';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { inZone, now } from '@/lib/dates';
import { Chip, type Tone } from '@/ui/Chip';

export type DueState = 'overdue' | 'now' | 'soon' | 'later';

const nowMinutes = 5;
const soonMinutes = 60;

/** How near the time of a task is. */
export function dueState(dueAt: string, current: Dayjs = now()): DueState {
  const minutes = inZone(dueAt).diff(current, 'minute', true);
  if (minutes < -nowMinutes) return 'overdue';
  if (minutes <= nowMinutes) return 'now';
  return minutes <= soonMinutes ? 'soon' : 'later';
}

const tones: Record<DueState, Tone> = { overdue: 'danger', now: 'accent', soon: 'warning', later: 'neutral' };

interface DueChipProps {
  dueAt: string;
  /** A task that is done cannot be late any more. */
  isOpen?: boolean;
  /** With the day also for today: where rows of many days stand together. */
  withDay?: boolean;
}

/** When a task is due: red when late, amber within the hour. */
export function DueChip({ dueAt, isOpen = true, withDay = false }: DueChipProps) {
  const t = useText('common');
  const format = useFormat();
  const state = isOpen ? dueState(dueAt) : 'later';
  const words = () => {
    if (state === 'now') return t('dates.now');
    if (state === 'soon')
      return t('dates.minutes', { count: Math.ceil(inZone(dueAt).diff(now(), 'minute', true)) });
    return withDay ? format.dateTime(dueAt) : format.due(dueAt);
  };
  return (
    <Chip tone={tones[state]}>
      <time dateTime={dueAt} title={format.dateTime(dueAt)}>
        {words()}
      </time>
    </Chip>
  );
}
