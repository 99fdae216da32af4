import type { Tone } from '@/ui/Chip';
import { inZone, now } from '@/lib/dates';

const quietDays = 4;
const longDays = 14;

/** A deal that has not moved for long asks for a look: amber after some days, red after two weeks. */
export function stageAgeTone(since: string, status: 'open' | 'won' | 'lost' = 'open'): Tone {
  if (status !== 'open') return 'neutral';
  const days = now().diff(inZone(since), 'day');
  if (days >= longDays) return 'danger';
  return days >= quietDays ? 'warning' : 'neutral';
}
