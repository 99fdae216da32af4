import dayjs from 'dayjs';
import 'dayjs/locale/ru';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atHour, daysBetween, inZone, nextWorkingDay, now, setDisplayZone, toDay, toMoment } from './dates';

describe('moments in the zone of the workspace', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-20T20:30:00Z') });
    setDisplayZone('Asia/Tashkent');
  });
  afterEach(() => {
    vi.useRealTimers();
    setDisplayZone('UTC');
  });

  it('counts the day of the workspace, not of the browser', () => {
    expect(toDay(now())).toBe('2026-11-21');
  });

  it('turns a wall clock time into a moment and back', () => {
    const moment = toMoment('2026-11-23 10:00');
    expect(moment).toBe('2026-11-23T05:00:00.000Z');
    expect(inZone(moment).format('YYYY-MM-DD HH:mm')).toBe('2026-11-23 10:00');
  });

  it('holds the wall clock over a change to winter time', () => {
    setDisplayZone('Europe/Madrid');
    const before = inZone('2026-10-24T08:00:00Z');
    expect(atHour(before.add(2, 'day'), 10).toISOString()).toBe('2026-10-26T09:00:00.000Z');
  });

  it('counts days by the calendar', () => {
    expect(daysBetween(inZone('2026-11-20T18:59:00Z'), inZone('2026-11-20T19:01:00Z'))).toBe(1);
  });

  it('speaks the language of now and reckons by the zone of now', () => {
    const moment = '2026-11-20T20:30:00Z';
    expect(inZone(moment).format('D HH:mm')).toBe('21 01:30');
    dayjs.locale('ru');
    expect(inZone(moment).format('MMMM')).toBe('ноябрь');
    expect(now().format('MMMM')).toBe('ноябрь');
    dayjs.locale('en');
    expect(inZone(moment).format('MMMM')).toBe('November');
    setDisplayZone('Europe/Madrid');
    expect(inZone(moment).format('D HH:mm')).toBe('20 21:30');
    expect(now().format('D HH:mm')).toBe('20 21:30');
    vi.setSystemTime('2026-11-20T21:30:00Z');
    expect(now().format('HH:mm')).toBe('22:30');
  });

  it('counts a day of 25 hours as one', () => {
    setDisplayZone('Europe/Madrid');
    expect(daysBetween(inZone('2026-10-24T22:30:00Z'), inZone('2026-10-25T23:30:00Z'))).toBe(1);
    expect(daysBetween(inZone('2026-12-31T12:00:00Z'), inZone('2026-01-01T12:00:00Z'))).toBe(-364);
  });

  it('skips the weekend', () => {
    expect(nextWorkingDay(now(), 10).format('ddd YYYY-MM-DD HH:mm')).toBe('Mon 2026-11-23 10:00');
  });
});
