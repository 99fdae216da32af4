import type { Client, ClientChange } from '@/api/contract';

/** Fields of a client that somebody else has changed since `base` and that `change` would change too. */
export function collisions(base: Client, theirs: Client, change: ClientChange): (keyof ClientChange)[] {
  return (Object.keys(change) as (keyof ClientChange)[]).filter((field) => {
    const before = comparable(base, field);
    const now = comparable(theirs, field);
    return before !== now && now !== comparable({ ...theirs, ...change } as Client, field);
  });
}

/** A value as a text that two records can be compared by; contact points without what the server adds to them. */
function comparable(client: Client, field: keyof ClientChange): string {
  if (field !== 'contact_points') return JSON.stringify(client[field] ?? null);
  return JSON.stringify(
    client.contact_points.map(({ kind, value, label, is_main }) => [kind, value, label ?? null, is_main]),
  );
}
