import { QueryClient, type InfiniteData } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { DealCard } from '../contract';
import { invalidateUnmended } from '../queryClient';
import { mendPages } from './mendPages';

const card = (id: string, version = 1, stage_id = 's1') => ({ id, version, stage_id }) as DealCard;
const key = [{ _id: 'dealsList', query: { stage_id: 's1' } }];

function listOf(client: QueryClient, isMended: boolean) {
  client.getQueryCache().build(client, { queryKey: key, meta: { isMended } });
  client.setQueryData(key, {
    pages: [{ items: [card('a'), card('b')] }, { items: [card('c', 3)] }],
    pageParams: [],
  });
  return () =>
    client.getQueryData<InfiniteData<{ items: DealCard[] }>>(key)?.pages.flatMap(({ items }) => items);
}

describe('a long list of deals', () => {
  it('has a card as it is now where it stands, and no older one', () => {
    const client = new QueryClient();
    const cards = listOf(client, true);
    mendPages(client, 'b', card('b', 2, 's2'));
    mendPages(client, 'c', card('c', 2, 's2'));
    expect(cards()).toEqual([card('a'), card('b', 2, 's2'), card('c', 3)]);
    mendPages(client, 'a', null);
    expect(cards()).toEqual([card('b', 2, 's2'), card('c', 3)]);
    mendPages(client, 'elsewhere', card('elsewhere', 1, 's2'));
    mendPages(client, 'new', card('new'));
    expect(cards()?.map(({ id }) => id)).toEqual(['new', 'b', 'c']);
  });

  it('is asked for anew only when it is not mended', async () => {
    const client = new QueryClient();
    listOf(client, true);
    await invalidateUnmended(client, 'dealsList');
    expect(client.getQueryState(key)?.isInvalidated).toBe(false);
    const other = new QueryClient();
    const cards = listOf(other, false);
    mendPages(other, 'a', null);
    expect(cards()).toHaveLength(3);
    await invalidateUnmended(other, 'dealsList');
    expect(other.getQueryState(key)?.isInvalidated).toBe(true);
  });
});
