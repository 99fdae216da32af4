import { dealsTable, dealOf, pipeline } from './deals';
import type { MockTable } from './server';

const firstPage = 20;
const nextPage = 50;
const owners = ['u1', 'u2', 'u3'];
const clients = ['Hotel Sol', 'ООО «Декор»', 'Bishkek Plaza', 'ნინო ბერიძე', 'Batbayar Oyuna'];

/** A pipeline of `total` open deals, spread over its open stages and answered page by page; `move` is a colleague's. */
export function bigBoard(total: number) {
  const open = pipeline.stages.filter(({ semantics }) => semantics === 'open').map(({ id }) => id);
  const deals = Array.from({ length: total }, (_, index) =>
    dealOf(
      `b${index}`,
      `Deal number ${index + 1}`,
      clients[index % clients.length] ?? '',
      open[index % open.length] ?? '',
      {
        amount: `${(index % 9) + 1}000000.00`,
        owner_id: owners[index % owners.length],
        stage_entered_at: new Date(Date.parse('2026-11-20T05:00:00Z') - index * 60_000).toISOString(),
        ...(index % 11 === 0 && { next_task: null }),
      },
    ),
  );
  const of = (stageId: string) => deals.filter((deal) => deal.stage_id === stageId);
  const columns = new Map(pipeline.stages.map(({ id }) => [id, of(id)]));
  const cut = (stageId: string, from: number, size: number) => {
    const all = columns.get(stageId) ?? [];
    return {
      items: all.slice(from, from + size),
      next_cursor: from + size < all.length ? String(from + size) : null,
    };
  };
  const move = (id: string, to: string) => {
    const deal = deals.find((one) => one.id === id)!;
    const moved = { ...deal, stage_id: to, version: deal.version + 1 };
    columns.set(
      deal.stage_id,
      (columns.get(deal.stage_id) ?? []).filter((one) => one !== deal),
    );
    columns.set(to, [moved, ...(columns.get(to) ?? [])]);
    return { ...moved, pipeline_id: 'p1', from_stage_id: deal.stage_id };
  };
  const table: MockTable = {
    ...dealsTable(),
    'GET /deals/board': () => ({
      body: {
        pipeline_id: 'p1',
        currency: 'UZS',
        columns: pipeline.stages.map(({ id }) => ({
          stage_id: id,
          count: columns.get(id)?.length ?? 0,
          amount: '9000000000.00',
          weighted_amount: '4000000000.00',
          ...cut(id, 0, firstPage),
        })),
      },
    }),
    'GET /deals': ({ query }) => ({
      body: cut(query.get('stage_id') ?? '', Number(query.get('cursor') ?? 0), nextPage),
    }),
  };
  return { table, move };
}
