import { describe, expect, it } from 'vitest';
import { isSameShape, sortedBy, usualShape } from './shape';

describe('the shape of a list', () => {
  it('sorts by the pressed column alone, and turns it round', () => {
    expect(sortedBy([], 'name', false)).toEqual(['name']);
    expect(sortedBy(['name'], 'name', false)).toEqual(['-name']);
    expect(sortedBy(['-name', 'source'], 'name', false)).toEqual(['name']);
  });

  it('adds keys behind the others, three at most', () => {
    expect(sortedBy(['name'], 'source', true)).toEqual(['name', 'source']);
    expect(sortedBy(['name', 'source'], 'name', true)).toEqual(['-name', 'source']);
    expect(sortedBy(['a', 'b', 'c'], 'd', true)).toEqual(['a', 'b', 'd']);
  });

  it('knows what was changed', () => {
    expect(isSameShape(usualShape, { ...usualShape, columns: [...usualShape.columns] })).toBe(true);
    expect(isSameShape(usualShape, { ...usualShape, group_by: 'source' })).toBe(false);
  });
});
