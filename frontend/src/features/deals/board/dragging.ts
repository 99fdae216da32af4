import type { DealCard } from '@/api/contract';

/** What a dragged card carries. */
export function isDealSource(data: Record<string, unknown>): data is { kind: 'deal'; deal: DealCard } {
  return data.kind === 'deal';
}
