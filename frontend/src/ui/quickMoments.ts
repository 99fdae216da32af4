import { atHour, nextWorkingDay, now, toDay } from '@/lib/dates';

export type QuickMomentName = 'inHour' | 'laterToday' | 'tomorrow' | 'nextWorkingDay' | 'inWeek';

export interface QuickMoment {
  name: QuickMomentName;
  moment: string;
}

const workHour = 10;
const lateHour = 16;

/** The usual answers to "when?", without those that fall together or lie in the past. */
export function quickMoments(): QuickMoment[] {
  const current = now();
  const inHour = current.add(1, 'hour').startOf('minute');
  const rounded = inHour.minute(Math.ceil(inHour.minute() / 15) * 15);
  const tomorrow = atHour(current.add(1, 'day'), workHour);
  const working = nextWorkingDay(current, workHour);
  const inWeek = atHour(current.add(7, 'day'), workHour);
  const choices: QuickMoment[] = [{ name: 'inHour', moment: rounded.toISOString() }];
  if (current.hour() < lateHour - 1)
    choices.push({ name: 'laterToday', moment: atHour(current, lateHour).toISOString() });
  choices.push({ name: 'tomorrow', moment: tomorrow.toISOString() });
  if (toDay(working) !== toDay(tomorrow))
    choices.push({ name: 'nextWorkingDay', moment: working.toISOString() });
  choices.push({ name: 'inWeek', moment: inWeek.toISOString() });
  return choices;
}

/** What a next step is filled in with: the next working day at ten. */
export function usualNextMoment(): string {
  return nextWorkingDay(now(), workHour).toISOString();
}
