import type { DealCard } from '@/api/contract';
import { createStore } from '@/lib/store';

/** The deals that are chosen to do something with all of them, on the board and in the list alike. */
export const dealChoice = createStore<ReadonlyMap<string, DealCard>>(new Map());

/** The piece of bulk work on deals whose progress is shown; it goes on when the screen is left. */
export const dealWork = createStore<string | null>(null);

export function toggleDeal(deal: DealCard): void {
  const chosen = new Map(dealChoice.get());
  if (!chosen.delete(deal.id)) chosen.set(deal.id, deal);
  dealChoice.set(chosen);
}

export function clearDeals(): void {
  dealChoice.set(new Map());
}

/** All that is shown, or nothing when that is chosen already. */
export function toggleShownDeals(shown: readonly DealCard[]): void {
  const isAll = choiceState(dealChoice.get(), shown) === 'all';
  dealChoice.set(new Map(isAll ? [] : shown.map((deal) => [deal.id, deal])));
}

export function choiceState(
  chosen: ReadonlyMap<string, DealCard>,
  shown: readonly DealCard[],
): 'all' | 'some' | 'none' {
  if (chosen.size === 0) return 'none';
  return shown.every((deal) => chosen.has(deal.id)) ? 'all' : 'some';
}
