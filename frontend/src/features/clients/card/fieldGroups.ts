import type { ClientChange } from '@/api/contract';

const ofEvents: ReadonlySet<string> = new Set(['tags', 'source', 'note', 'qualification']);
const ofNobody: ReadonlySet<string> = new Set(['owner_id']);

/** The group of a built-in field, as the API counts it; null for what belongs to none. */
export function groupOf(field: keyof ClientChange): 'personal' | 'events' | null {
  if (ofNobody.has(field)) return null;
  return ofEvents.has(field) ? 'events' : 'personal';
}
