import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setDisplayZone } from '@/lib/dates';
import { dueBorders } from './duePeriods';

describe('the periods by which tasks are narrowed', () => {
  beforeEach(() => {
    setDisplayZone('Asia/Tashkent');
    vi.useFakeTimers({ now: new Date('2026-11-20T20:00:00Z') });
  });
  afterEach(() => vi.useRealTimers());

  it('begin and end at midnight of the workspace', () => {
    expect(dueBorders('overdue')).toEqual({ due_to: '2026-11-20T19:00:00.000Z' });
    expect(dueBorders('today')).toEqual({
      due_from: '2026-11-20T19:00:00.000Z',
      due_to: '2026-11-21T19:00:00.000Z',
    });
    expect(dueBorders('week').due_to).toBe('2026-11-27T19:00:00.000Z');
    expect(dueBorders(undefined)).toEqual({});
  });
});
