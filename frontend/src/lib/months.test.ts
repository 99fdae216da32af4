import { describe, expect, it } from 'vitest';
import { monthAfter, monthOf } from './months';

describe('months', () => {
  it('steps over the turn of the year', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
    expect(monthAfter('2026-11', -23)).toBe('2024-12');
  });
  it('reads only a month from the address', () => {
    expect(monthOf('2026-11')).toBe('2026-11');
    expect(monthOf('2026-13')).toBeUndefined();
    expect(monthOf(202611)).toBeUndefined();
  });
});
