import { expect, it } from 'vitest';
import { placed } from './useDragOrder';

it('puts one before or after another, from the same list or from elsewhere', () => {
  expect(placed(['a', 'b', 'c'], 'c', 'a', 'before')).toEqual(['c', 'a', 'b']);
  expect(placed(['a', 'b', 'c'], 'a', 'b', 'after')).toEqual(['b', 'a', 'c']);
  expect(placed(['a', 'b'], 'x', 'a', 'after')).toEqual(['a', 'x', 'b']);
});
