import type { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Board, DealCard } from '../contract';
import {
  dealsBoardQueryKey,
  dealsGetQueryKey,
  notificationsCountQueryKey,
  notificationsListInfiniteQueryKey,
} from '../queries';
import { createQueryClient } from '../queryClient';
import { applyFrame, resyncTopics } from './actions';
import type { Frame } from './frames';
import { placeOnBoard } from './placeOnBoard';

const card = (id: string, stage: string, version = 1): DealCard => ({
  id,
  title: id,
  client_id: 'c1',
  client_name: 'Anor',
  company_name: null,
  stage_id: stage,
  amount: '48000000.00',
  currency: 'UZS',
  owner_id: 'u1',
  status: 'open',
  stage_entered_at: '2026-11-20T05:00:00Z',
  stage_warn_at: null,
  stage_due_at: null,
  expected_on: null,
  next_task: null,
  created_at: '2026-11-01T05:00:00Z',
  closed_at: null,
  version,
});

const board = (): Board => ({
  pipeline_id: 'p1',
  currency: 'UZS',
  columns: [
    {
      stage_id: 's1',
      count: 2,
      amount: '2',
      weighted_amount: '0.00',
      items: [card('a', 's1'), card('b', 's1')],
      next_cursor: null,
    },
    { stage_id: 's2', count: 0, amount: '0', weighted_amount: '0.00', items: [], next_cursor: null },
  ],
});

const ids = (value: Board) => value.columns.map((column) => column.items.map((item) => item.id));

describe('placeOnBoard', () => {
  it('moves a card to the top of its new column', () => {
    expect(ids(placeOnBoard(board(), card('a', 's2', 2)))).toEqual([['b'], ['a']]);
  });
  it('changes a card in its place', () => {
    const changed = placeOnBoard(board(), { ...card('b', 's1', 2), title: 'new' });
    expect(ids(changed)).toEqual([['a', 'b'], []]);
    expect(changed.columns[0]?.items[1]?.title).toBe('new');
  });
  it('adds a card that is new here', () => {
    expect(ids(placeOnBoard(board(), card('z', 's1')))).toEqual([['z', 'a', 'b'], []]);
  });
  it('ignores news older than what is shown', () => {
    const shown = placeOnBoard(board(), card('a', 's2', 5));
    expect(placeOnBoard(shown, card('a', 's1', 4))).toBe(shown);
  });
});

describe('frames', () => {
  let client: QueryClient;
  const boardKey = dealsBoardQueryKey({ query: { pipeline_id: 'p1' } });
  const isStale = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;

  beforeEach(() => {
    client = createQueryClient();
    client.setQueryData(boardKey, board());
    client.setQueryData(dealsBoardQueryKey({ query: { pipeline_id: 'p2' } }), {
      ...board(),
      pipeline_id: 'p2',
    });
    client.setQueryData(dealsGetQueryKey({ path: { deal_id: 'a' } }), {});
    client.setQueryData(dealsGetQueryKey({ path: { deal_id: 'b' } }), {});
    client.setQueryData(notificationsCountQueryKey(), { unread: 1 });
    client.setQueryData(notificationsListInfiniteQueryKey(), { pages: [], pageParams: [] });
  });

  it('deal.moved moves the card on its own board and makes the deal stale', () => {
    const data = { ...card('a', 's2', 2), pipeline_id: 'p1', from_stage_id: 's1' };
    applyFrame(client, { topic: 'board:p1', seq: '1-0', type: 'deal.moved', data });
    expect(ids(client.getQueryData<Board>(boardKey) ?? board())).toEqual([['b'], ['a']]);
    const other = client.getQueryData<Board>(dealsBoardQueryKey({ query: { pipeline_id: 'p2' } }));
    expect(ids(other ?? board())).toEqual([['a', 'b'], []]);
    expect(isStale(dealsGetQueryKey({ path: { deal_id: 'a' } }))).toBe(true);
    expect(isStale(dealsGetQueryKey({ path: { deal_id: 'b' } }))).toBe(false);
  });

  it('deal.left takes the card off its board', () => {
    const data = { id: 'a', pipeline_id: 'p1' };
    applyFrame(client, { topic: 'board:p1', seq: '1-0', type: 'deal.left', data });
    expect(ids(client.getQueryData<Board>(boardKey) ?? board())).toEqual([['b'], []]);
    const other = client.getQueryData<Board>(dealsBoardQueryKey({ query: { pipeline_id: 'p2' } }));
    expect(ids(other ?? board())).toEqual([['a', 'b'], []]);
  });

  it('notification makes the bell and its endless list stale', () => {
    const frame = { topic: 'me', seq: '1-0', type: 'notification', data: {} } as unknown as Frame;
    applyFrame(client, frame);
    expect(isStale(notificationsCountQueryKey())).toBe(true);
    expect(isStale(notificationsListInfiniteQueryKey())).toBe(true);
  });

  it('of a kind that this version does not know do nothing', () => {
    const frame = { topic: 'me', seq: '1-0', type: 'tomorrow.invented', data: {} } as unknown as Frame;
    expect(() => applyFrame(client, frame)).not.toThrow();
  });

  it('resync refreshes what the topics feed', () => {
    resyncTopics(client, ['board:p1', 'board:p2']);
    expect(isStale(boardKey)).toBe(true);
    expect(isStale(notificationsCountQueryKey())).toBe(false);
  });
});
