import { ok, type MockTable } from './server';

const field = (name: string, kind: string, operators: string[], more: object = {}) => ({
  name,
  kind,
  label: null,
  group: '',
  operators,
  may_sort: true,
  groupable: false,
  shown: true,
  refers: null,
  options: [],
  option_labels: [],
  ...more,
});

const big = {
  id: 'v1',
  subject: 'deal',
  name: 'Big hotels',
  owner_id: 'u1',
  is_shared: false,
  is_pinned: true,
  may_change: true,
  shape: {
    filter: { all: [{ field: 'amount', gt: 10_000_000 }] },
    sort: ['-amount'],
    group_by: null,
    columns: [],
    colours: [],
  },
  created_at: '2026-11-01T08:00:00Z',
  version: 1,
};

/** Kept with the second of the pipelines. */
const service = {
  ...big,
  id: 'v5',
  name: 'Service to do',
  shape: { ...big.shape, filter: null, within_id: 'p2' },
};

/** What deals are filtered by, and their views; `plain` answers for what the filter lets through. */
export function dealViews(plain: MockTable): MockTable {
  const answer = (key: string): MockTable[string] => {
    const handler = plain[key];
    if (handler === undefined) throw new Error(`no ${key}`);
    return ({ body, ...rest }) => {
      const { cursor, stage_id } = body as { cursor?: string; stage_id?: string };
      const query = new URLSearchParams();
      if (cursor !== undefined) query.set('cursor', cursor);
      if (stage_id !== undefined) query.set('stage_id', stage_id);
      return handler({ ...rest, body, query });
    };
  };
  return {
    'GET /fields/registry': ok({
      items: [
        field('title', 'text', ['is', 'contains']),
        field('status', 'choice', ['is', 'any_of'], { options: ['open', 'won', 'lost'] }),
        field('amount', 'money', ['gt', 'lt', 'between']),
        field('without_step', 'yes_no', ['is']),
        field('client.name', 'text', ['is', 'contains']),
        field('custom.style', 'text', ['is'], { label: 'Style of the room' }),
      ],
    }),
    'GET /views': ok({ items: [big, service] }),
    'POST /views': ({ body }) => ({ status: 201, body: { ...big, ...(body as object), id: 'v2' } }),
    'PATCH /views/{id}': ({ body }) => ({ body: { ...big, ...(body as object), version: 2 } }),
    'POST /deals/query': answer('GET /deals'),
    'POST /deals/query/board': answer('GET /deals/board'),
  };
}
