import type { Client } from '@/api/contract';

export type MissingFact = 'phone' | 'email' | 'owner';

/** What a record needs before one can work with it, and does not have. */
export function missingFacts(client: Client): MissingFact[] {
  const missing: MissingFact[] = [];
  if (!client.contact_points.some((point) => point.kind === 'phone')) missing.push('phone');
  if (!client.contact_points.some((point) => point.kind === 'email')) missing.push('email');
  if (client.owner_id === null) missing.push('owner');
  return missing;
}
