import { expect, it } from 'vitest';
import { isForgotten } from './forgotten';

const now = Date.parse('2026-11-21T10:00:00Z');

it('forgets after thirty days without contact', () => {
  const created_at = '2025-01-01T00:00:00Z';
  expect(isForgotten({ created_at, last_contact_at: '2026-10-20T10:00:00Z' }, now)).toBe(true);
  expect(isForgotten({ created_at, last_contact_at: '2026-10-23T10:00:00Z' }, now)).toBe(false);
});

it('counts from the entry when there was never a contact', () => {
  expect(isForgotten({ created_at: '2026-11-01T00:00:00Z', last_contact_at: null }, now)).toBe(false);
  expect(isForgotten({ created_at: '2026-09-01T00:00:00Z', last_contact_at: null }, now)).toBe(true);
});
