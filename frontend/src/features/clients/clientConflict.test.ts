import { expect, it } from 'vitest';
import type { Client } from '@/api/contract';
import { collisions } from './clientConflict';

const client = (change: Partial<Client>) =>
  ({ name: 'Азиз', note: null, tags: ['a'], contact_points: [], version: 1, ...change }) as Client;
const point = (value: string, id: string) => ({
  id,
  kind: 'phone' as const,
  value,
  normalized: value,
  label: null,
  is_main: true,
  verified_at: null,
  bad_reason: null,
});

it('sees no collision when somebody changed something else', () => {
  expect(collisions(client({}), client({ note: 'theirs' }), { name: 'mine' })).toEqual([]);
});

it('sees the field that both changed', () => {
  expect(collisions(client({}), client({ name: 'theirs' }), { name: 'mine', note: 'x' })).toEqual(['name']);
});

it('does not quarrel when both wrote the same', () => {
  expect(collisions(client({}), client({ name: 'same' }), { name: 'same' })).toEqual([]);
  expect(collisions(client({}), client({ tags: ['a', 'b'] }), { tags: ['a', 'b'] })).toEqual([]);
});

it('compares contact points by what people see', () => {
  const base = client({ contact_points: [point('+1', 'old')] });
  const sameAgain = client({ contact_points: [point('+1', 'new')] });
  const other = client({ contact_points: [point('+2', 'new')] });
  expect(collisions(base, sameAgain, { contact_points: [] })).toEqual([]);
  expect(collisions(base, other, { contact_points: [] })).toEqual(['contact_points']);
});
