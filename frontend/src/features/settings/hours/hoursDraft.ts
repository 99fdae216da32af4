import type { WorkingHours } from '@/api/contract';

export type Stretch = WorkingHours['week'][number][number];
export type OwnDay = WorkingHours['days'][number];

/** As it is being written; a week has seven days. */
export interface HoursDraft {
  country: string | null;
  week: Stretch[][];
  days: OwnDay[];
}

const usualDay: Stretch = { start: '09:00', end: '18:00' };
const leastMinutes = 4 * 60;

export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** A time as the field of a clock shows it: a day's end is its midnight. */
export const clockOf = (time: string): string => (time === '24:00' ? '00:00' : time);
export const endOf = (clock: string): string => (clock === '00:00' ? '24:00' : clock);

/** The stretch that is offered next: a whole day at first, then what may follow the last one. */
export function nextStretch(hours: readonly Stretch[]): Stretch {
  const last = hours.at(-1);
  if (last === undefined) return usualDay;
  const start = Math.min(minutesOf(last.end) + 60, 23 * 60);
  const text = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return { start: text(start), end: text(Math.min(start + 4 * 60, 24 * 60)) };
}

const isFine = (hours: readonly Stretch[]): boolean =>
  hours.every(
    ({ start, end }, index) =>
      minutesOf(start) < minutesOf(end) &&
      (index === 0 || minutesOf(hours[index - 1]?.end ?? '00:00') <= minutesOf(start)),
  );

/** Whether the server would take it. */
export function isComplete(draft: HoursDraft): boolean {
  const total = draft.week.flat().reduce((sum, { start, end }) => sum + minutesOf(end) - minutesOf(start), 0);
  return draft.week.every(isFine) && draft.days.every(({ hours }) => isFine(hours)) && total >= leastMinutes;
}

/** The draft as the API takes it. */
export function bodyOf({ country, week, days }: HoursDraft): Pick<WorkingHours, 'country' | 'week' | 'days'> {
  const [monday = [], tuesday = [], wednesday = [], thursday = [], friday = [], saturday = [], sunday = []] =
    week;
  return { country, week: [monday, tuesday, wednesday, thursday, friday, saturday, sunday], days };
}
