import type { Dayjs } from 'dayjs';
import { daysBetween, inZone, now } from '@/lib/dates';
import type { Text } from './text';
import type { Language } from './languages';

type CommonText = Text<'common'>;

/** Day and month in the order of the language; dayjs has the names. */
const dayPatterns: Record<Language, { day: string; weekday: string; year: string; month: string }> = {
  en: { day: 'D MMM', weekday: 'ddd D MMM', year: 'D MMM YYYY', month: 'MMMM YYYY' },
  ru: { day: 'D MMM', weekday: 'dd, D MMM', year: 'D MMM YYYY', month: 'MMMM YYYY' },
  es: { day: 'D MMM', weekday: 'ddd D MMM', year: 'D MMM YYYY', month: 'MMMM YYYY' },
  uz: { day: 'D-MMM', weekday: 'dd, D-MMM', year: 'D-MMM, YYYY', month: 'MMMM YYYY' },
  ka: { day: 'D MMM', weekday: 'dd, D MMM', year: 'D MMM YYYY', month: 'MMMM YYYY' },
  mn: { day: 'M/D', weekday: 'dd, M/D', year: 'YYYY/M/D', month: 'YYYY [оны] M[-р сар]' },
};

const fullDayPatterns: Record<Language, string> = {
  en: 'dddd, D MMMM',
  ru: 'dddd, D MMMM',
  es: 'dddd, D [de] MMMM',
  uz: 'dddd, D-MMMM',
  ka: 'dddd, D MMMM',
  mn: 'MMMM D, dddd',
};

/** The formats of moments in one language; components take them from useFormat(). */
export function momentFormats(language: Language, t: CommonText) {
  const patterns = dayPatterns[language];
  const localised = (moment: string | Dayjs) => (typeof moment === 'string' ? inZone(moment) : moment);
  const withoutDots = (value: string) => value.replaceAll('.', '');

  const time = (moment: string | Dayjs) => localised(moment).format('HH:mm');

  /** "23 Nov", with the year when it is another. */
  const date = (moment: string | Dayjs) => {
    const at = localised(moment);
    return withoutDots(at.format(at.year() === now().year() ? patterns.day : patterns.year));
  };

  /** "today", "tomorrow", "yesterday", else "Mon 23 Nov". */
  const day = (moment: string | Dayjs) => {
    const at = localised(moment);
    const distance = daysBetween(now(), at);
    if (distance === 0) return t('dates.today');
    if (distance === 1) return t('dates.tomorrow');
    if (distance === -1) return t('dates.yesterday');
    return at.year() === now().year() ? withoutDots(at.format(patterns.weekday)) : date(at);
  };

  const dateTime = (moment: string | Dayjs) => `${day(moment)}, ${time(moment)}`;

  /** When a task is due, as short as the badge of a list wants it: "11:00" today, "yesterday", "19 Nov". */
  const due = (moment: string | Dayjs) => {
    const at = localised(moment);
    const distance = daysBetween(now(), at);
    if (distance === 0) return time(at);
    return Math.abs(distance) === 1 ? day(at) : date(at);
  };

  /** How long ago or how old: "5 min", "3 h", "4 d". */
  const age = (moment: string | Dayjs) => {
    const minutes = Math.max(0, now().diff(localised(moment), 'minute'));
    if (minutes < 60) return t('dates.minutes', { count: minutes });
    if (minutes < 24 * 60) return t('dates.hours', { count: Math.floor(minutes / 60) });
    return t('dates.days', { count: Math.floor(minutes / 60 / 24) });
  };

  const month = (value: string | Dayjs) =>
    (typeof value === 'string' ? inZone(`${value}-15T12:00:00Z`) : value).format(patterns.month);

  /** "Saturday, 21 November". */
  const fullDay = (moment: string | Dayjs) => localised(moment).format(fullDayPatterns[language]);

  /** "November", as it stands alone. */
  const monthName = (moment: string | Dayjs) => localised(moment).format('MMMM');

  /** "4:05", "1:02:30": how long a call took. */
  const duration = (seconds: number) => {
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor((seconds % 3600) / 60);
    const rest = String(seconds % 60).padStart(2, '0');
    return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
  };

  return { time, date, day, dateTime, due, age, month, monthName, fullDay, duration };
}
