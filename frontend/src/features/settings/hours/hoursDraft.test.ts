import { describe, expect, it } from 'vitest';
import { clockOf, endOf, isComplete, nextStretch, type HoursDraft } from './hoursDraft';

const day = [{ start: '09:00', end: '18:00' }];
const draft = (first: HoursDraft['week'][number]): HoursDraft => ({
  country: null,
  week: [first, day, [], [], [], [], []],
  days: [],
});

describe('the hours of a week', () => {
  it('follow each other and end after they begin', () => {
    expect(isComplete(draft(day))).toBe(true);
    expect(isComplete(draft([{ start: '18:00', end: '09:00' }]))).toBe(false);
    expect(
      isComplete(
        draft([
          { start: '09:00', end: '13:00' },
          { start: '12:00', end: '18:00' },
        ]),
      ),
    ).toBe(false);
    expect(isComplete({ country: null, week: Array.from({ length: 7 }, () => []), days: [] })).toBe(false);
  });

  it('offer what may follow', () => {
    expect(nextStretch([])).toEqual({ start: '09:00', end: '18:00' });
    expect(nextStretch([{ start: '09:00', end: '13:00' }])).toEqual({ start: '14:00', end: '18:00' });
    expect(nextStretch([{ start: '09:00', end: '22:30' }])).toEqual({ start: '23:00', end: '24:00' });
  });

  it('end at midnight', () => {
    expect(clockOf('24:00')).toBe('00:00');
    expect(endOf('00:00')).toBe('24:00');
    expect(endOf('18:00')).toBe('18:00');
  });
});
