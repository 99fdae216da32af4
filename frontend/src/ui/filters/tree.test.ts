import { describe, expect, it } from 'vitest';
import { allOf, countLeaves, toDraft, toTree, type FilterTree } from './tree';

const tree: FilterTree = {
  all: [
    { field: 'source', any_of: ['site', 'fair'] },
    { not: { any: [{ field: 'tags', contains: 'vip' }] } },
    {
      any: [
        { field: 'has_phone', is: false },
        { field: 'quiet_since', older_than_days: 30 },
      ],
    },
  ],
};

describe('the draft of a filter', () => {
  it('gives the tree back as it was', () => {
    expect(toTree(toDraft(tree))).toEqual(tree);
  });

  it('puts a bare condition, and a bare negation, into a group', () => {
    expect(toTree(toDraft({ field: 'source', is: 'site' }))).toEqual({
      all: [{ field: 'source', is: 'site' }],
    });
    expect(toTree(toDraft({ not: { field: 'source', is: 'site' } }))).toEqual({
      not: { any: [{ field: 'source', is: 'site' }] },
    });
  });

  it('leaves out what is not finished', () => {
    const draft = toDraft(tree);
    draft.parts.push({ key: 'x', field: 'source', operator: 'is', value: '' });
    draft.parts.push({ key: 'y', field: 'deals.won_sum', operator: 'between', value: [1, undefined] });
    draft.parts.push({ key: 'z', mode: 'any', parts: [] });
    expect(toTree(draft)).toEqual(tree);
    expect(toTree(toDraft(null))).toBeNull();
  });

  it('counts conditions and joins what is there', () => {
    expect(countLeaves(tree)).toBe(4);
    expect(countLeaves(null)).toBe(0);
    expect(allOf(null, { field: 'a', is: 1 })).toEqual({ field: 'a', is: 1 });
    expect(allOf({ field: 'a', is: 1 }, tree)).toEqual({ all: [{ field: 'a', is: 1 }, tree] });
    expect(allOf()).toBeNull();
  });
});
