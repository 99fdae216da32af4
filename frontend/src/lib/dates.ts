import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);
dayjs.extend(timezone);

let displayZone = 'UTC';

/** Every time is shown in the zone of the workspace; set once after log-in. */
export function setDisplayZone(zone: string): void {
  displayZone = zone;
}

export function getDisplayZone(): string {
  return displayZone;
}

/** A moment of the API ("...Z") in the workspace's zone. */
export function inZone(moment: string | Date | number): Dayjs {
  return dayjs(moment).tz(displayZone);
}

export function now(): Dayjs {
  return dayjs().tz(displayZone);
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
  return to.startOf('day').diff(from.startOf('day'), 'day');
}

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
