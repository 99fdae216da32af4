import type { Client, ClientChange } from '@/api/contract';
import { asInput } from '../contactDraft';

/** The values of the workspace's own fields with some of them changed; null takes a value away. */
export function withValues(values: Client['custom'], change: ClientChange['custom']): Client['custom'] {
  const merged = Object.entries({ ...values, ...change });
  return Object.fromEntries(merged.filter(([, value]) => value !== null));
}

/** What takes a change back: the values that stood there before. */
export function inverse(before: Client, change: ClientChange): ClientChange {
  const fields = Object.keys(change) as (keyof ClientChange)[];
  return Object.fromEntries(fields.map((field) => [field, former(before, change, field)]));
}

function former(before: Client, change: ClientChange, field: keyof ClientChange): unknown {
  if (field === 'contact_points') return asInput(before.contact_points);
  if (field !== 'custom') return before[field];
  const ids = Object.keys(change.custom ?? {});
  return Object.fromEntries(ids.map((id) => [id, before.custom[id] ?? null]));
}
