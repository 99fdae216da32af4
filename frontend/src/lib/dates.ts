import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);
dayjs.extend(timezone);

let displayZone = 'UTC';

/** Every time is shown in the zone of the workspace; set once after log-in. */
export function setDisplayZone(zone: string): void {
  displayZone = zone;
  known.clear();
  present = undefined;
}

/**
 * Reckoning a zone is slow, and a list asks for the same moments with every frame of its scrolling. They keep the
 * language in which they were made.
 */
const known = new Map<string, Dayjs>();
const mostKnown = 5000;
let present: { key: string; moment: Dayjs } | undefined;
const tenthOfSecond = 100;

export function getDisplayZone(): string {
  return displayZone;
}

/** A moment of the API ("...Z") in the workspace's zone. */
export function inZone(moment: string | Date | number): Dayjs {
  if (typeof moment !== 'string') return dayjs(moment).tz(displayZone);
  const key = `${dayjs.locale()} ${moment}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const reckoned = dayjs(moment).tz(displayZone);
  known.set(key, reckoned);
  return reckoned;
}

/** The present, to a tenth of a second: all cards of a frame have the same one. */
export function now(): Dayjs {
  const key = `${dayjs.locale()} ${Math.floor(Date.now() / tenthOfSecond)}`;
  if (present?.key !== key) present = { key, moment: dayjs().tz(displayZone) };
  return present.moment;
}

/** A wall clock time of the workspace ("2026-11-23 10:00") as a moment of the API. */
export function toMoment(wallClock: string): string {
  return dayjs.tz(wallClock, displayZone).toISOString();
}

/** "YYYY-MM-DD" in the workspace's zone. */
export function toDay(moment: Dayjs): string {
  return moment.format('YYYY-MM-DD');
}

/** "YYYY-MM" of today in the workspace's zone. */
export function currentMonth(): string {
  return now().format('YYYY-MM');
}

/** Whole days between two moments by the calendar, not by 24 hours: yesterday 23:59 is one day ago at 00:01. */
export function daysBetween(from: Dayjs, to: Dayjs): number {
  return Math.round((dayNumber(to) - dayNumber(from)) / dayMilliseconds);
}

const dayMilliseconds = 86_400_000;
const dayNumber = (moment: Dayjs) => Date.UTC(moment.year(), moment.month(), moment.date());

/** The next working day (Monday to Friday) at the hour given. */
export function nextWorkingDay(from: Dayjs, hour: number): Dayjs {
  let day = from.add(1, 'day');
  while (day.day() === 0 || day.day() === 6) day = day.add(1, 'day');
  return atHour(day, hour);
}

export function atHour(day: Dayjs, hour: number, minute = 0): Dayjs {
  return dayjs.tz(`${day.format('YYYY-MM-DD')} ${pad(hour)}:${pad(minute)}`, displayZone);
}

const pad = (value: number) => String(value).padStart(2, '0');
