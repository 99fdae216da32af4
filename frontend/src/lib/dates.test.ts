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

  it('skips the weekend', () => {
    expect(nextWorkingDay(now(), 10).format('ddd YYYY-MM-DD HH:mm')).toBe('Mon 2026-11-23 10:00');
  });
});
