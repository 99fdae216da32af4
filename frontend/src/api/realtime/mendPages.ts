import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { DealCard } from '../contract';
import { operationOf } from '../queryClient';

interface Page {
  items: DealCard[];
}

/**
 * The long lists of stages with a deal as it is now: in its place, or on top of the stage that it has come to; null takes
 * it out. An older version than the one known changes nothing.
 */
export function mendPages(client: QueryClient, dealId: string, card: DealCard | null): void {
  const lists = client.getQueryCache().findAll({
    predicate: ({ queryKey, meta }) => operationOf(queryKey)?._id === 'dealsList' && meta?.isMended === true,
  });
  for (const { queryKey } of lists) {
    const { stage_id: stageId, owner_id: ownerId } = operationOf(queryKey)?.query ?? {};
    const isHere = card?.stage_id === stageId && (ownerId === undefined || ownerId === card?.owner_id);
    client.setQueryData<InfiniteData<Page>>(queryKey, (data) => {
      if (data === undefined) return data;
      if (data.pages.some(({ items }) => items.some(({ id }) => id === dealId))) {
        return { ...data, pages: data.pages.map((page) => mended(page, dealId, card)) };
      }
      return isHere && card !== null ? { ...data, pages: onTop(data.pages, card) } : data;
    });
  }
}

function onTop([first, ...others]: Page[], card: DealCard): Page[] {
  return first === undefined ? others : [{ ...first, items: [card, ...first.items] }, ...others];
}

function mended(page: Page, dealId: string, card: DealCard | null): Page {
  const known = page.items.find(({ id }) => id === dealId);
  if (known === undefined || (card !== null && known.version > card.version)) return page;
  const items = page.items.flatMap((item) => {
    if (item !== known) return [item];
    return card === null ? [] : [card];
  });
  return { ...page, items };
}
