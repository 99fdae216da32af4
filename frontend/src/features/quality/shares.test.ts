import { describe, expect, it } from 'vitest';
import { cornersOf, linesOf, shareOf } from './shares';

describe('the shares of the base', () => {
  it('never shows as whole what is not', () => {
    expect(shareOf({ filled: 999, total: 1000 })).toBe(0.99);
    expect(shareOf({ filled: 0, total: 0 })).toBe(1);
  });

  it('draws each manager by the day', () => {
    const days = [
      { day: '2026-11-01', owner_id: 'u1', completeness: 50 },
      { day: '2026-11-01', owner_id: null, completeness: 10 },
      { day: '2026-11-02', owner_id: 'u1', completeness: 60 },
      { day: '2026-11-11', owner_id: 'u1', completeness: 100 },
    ];
    const lines = linesOf(days);
    expect([...lines.keys()]).toEqual(['u1', null]);
    expect(cornersOf(lines.get('u1')!, 100, 20)).toBe('0.0,10.0 10.0,8.0 100.0,0.0');
    expect(cornersOf(lines.get(null)!, 100, 20)).toBe('100.0,18.0');
  });
});
