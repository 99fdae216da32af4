import type { TaskDay } from '@/api/contract';
import { useMe } from '@/api/session';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { now } from '@/lib/dates';

const noon = 12;
const evening = 18;
const night = 5;

/** "Good morning, Nana". */
export function Greeting() {
  const t = useText('day');
  const { user } = useMe();
  const name = user.name.split(' ')[0] ?? user.name;
  return <>{t(`greeting.${partOfDay(now().hour())}`, { name })}</>;
}

export function partOfDay(hour: number): 'morning' | 'afternoon' | 'evening' {
  if (hour < night || hour >= evening) return 'evening';
  return hour < noon ? 'morning' : 'afternoon';
}

/** "Saturday, 21 November · 38 tasks today". */
export function DayFacts({ day }: { day: TaskDay | undefined }) {
  const t = useText('day');
  const format = useFormat();
  const date = format.fullDay(now());
  if (day === undefined) return <>{date}</>;
  const count = day.overdue_total + day.today.length;
  return (
    <>
      {date} · {count === 0 ? t('nothingToday') : t('tasksToday', { count })}
    </>
  );
}
