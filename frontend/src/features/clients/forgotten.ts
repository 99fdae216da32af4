import type { ClientRow } from '@/api/contract';

const patientDays = 30;
const day = 24 * 3600_000;

/** Nobody has been in touch for more than thirty days; somebody who was never called counts from when she was entered. */
export function isForgotten(client: Pick<ClientRow, 'last_contact_at' | 'created_at'>, now: number): boolean {
  return now - Date.parse(client.last_contact_at ?? client.created_at) > patientDays * day;
}
