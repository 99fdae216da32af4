import { expect, it } from 'vitest';
import { rightKey, withScope } from './rights';
import { subtree, teamTree } from './teamTree';

const team = (id: string, parent_id: string | null) => ({ id, name: id, parent_id, version: 1 });

it('orders teams as a tree, and shows one whose parent is out of sight at the top', () => {
  const teams = [team('leaf', 'mid'), team('top', null), team('mid', 'top'), team('lost', 'unseen')];
  expect(teamTree(teams).map((placed) => [placed.team.id, placed.depth])).toEqual([
    ['top', 0],
    ['mid', 1],
    ['leaf', 2],
    ['lost', 0],
  ]);
  expect([...subtree(teams, 'mid')]).toEqual(['mid', 'leaf']);
});

it('gives, changes and takes a right', () => {
  expect(withScope({}, 'deals:read', 'team')).toEqual({ 'deals:read': 'team' });
  expect(withScope({ 'deals:read': 'own' }, 'deals:read', 'all')).toEqual({ 'deals:read': 'all' });
  expect(withScope({ 'deals:read': 'own' }, 'deals:read', 'none')).toEqual({});
  expect(rightKey('api_keys:manage')).toBe('rights.api_keys_manage');
});
