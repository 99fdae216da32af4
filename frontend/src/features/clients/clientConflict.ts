import type { Client, ClientChange } from '@/api/contract';
import { withValues } from './card/changes';

/** Fields of a client that somebody else has changed since `base` and that `change` would change too. */
export function collisions(base: Client, theirs: Client, change: ClientChange): (keyof ClientChange)[] {
  const isDisputed = (id: string) => {
    const [before, now] = [base, theirs].map((client) => JSON.stringify(client.custom[id] ?? null));
    return before !== now && now !== JSON.stringify(change.custom?.[id] ?? null);
  };
  return (Object.keys(change) as (keyof ClientChange)[]).filter((field) => {
    const before = comparable(base, field);
    const now = comparable(theirs, field);
    const wanted = { ...theirs, ...change, custom: withValues(theirs.custom, change.custom) } as Client;
    if (field === 'custom') return Object.keys(change.custom ?? {}).some(isDisputed);
    return before !== now && now !== comparable(wanted, field);
  });
}

/** A value as a text that two records can be compared by; contact points without what the server adds to them. */
function comparable(client: Client, field: keyof ClientChange): string {
  if (field !== 'contact_points') return JSON.stringify(client[field] ?? null);
  return JSON.stringify(
    client.contact_points.map(({ kind, value, label, is_main, bad_reason }) => [
      kind,
      value,
      label ?? null,
      is_main,
      bad_reason ?? null,
    ]),
  );
}
