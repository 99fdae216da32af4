import { clientRows } from './clients';
import { ok, type MockTable } from './server';

const field = (name: string, kind: string, operators: string[], more: object = {}) => ({
  name,
  kind,
  label: null,
  group: '',
  operators,
  may_sort: !['multi_choice', 'segment', 'long_text'].includes(kind),
  groupable: false,
  shown: kind !== 'segment',
  refers: null,
  options: [],
  option_labels: [],
  ...more,
});
const words = ['is', 'is_not', 'any_of', 'none_of', 'contains', 'starts_with', 'is_empty', 'is_filled'];
const moments = ['within_days', 'older_than_days', 'is', 'gt', 'lt', 'between', 'is_empty', 'is_filled'];

export const registry = [
  field('name', 'text', words),
  field('kind', 'choice', ['is'], { options: ['person', 'company'], option_labels: [], groupable: true }),
  field('company', 'text', words),
  field('phone', 'phone', words),
  field('email', 'email', words),
  field('owner_id', 'person', ['is', 'any_of'], { refers: 'user', groupable: true }),
  field('tags', 'multi_choice', ['contains', 'any_of', 'none_of', 'is_empty', 'is_filled']),
  field('source', 'text', words, { groupable: true }),
  field('last_contact_at', 'datetime', moments),
  field('quiet_since', 'datetime', moments),
  field('has_phone', 'yes_no', ['is']),
  field('deals.open_sum', 'money', ['is', 'gt', 'lt', 'between']),
  field('deals.won_count', 'number', ['is', 'gt', 'lt', 'between']),
  field('segment', 'segment', ['in_segment']),
];

const quiet = {
  filter: { all: [{ field: 'quiet_since', older_than_days: 30 }] },
  sort: ['-last_contact_at'],
  group_by: null,
  columns: ['name', 'phone', 'last_contact_at', 'tags'],
  colours: [{ when: { field: 'has_phone', is: false }, tone: 'warning' }],
};
const view = {
  id: 'v1',
  subject: 'client',
  name: 'Давно молчат',
  owner_id: 'u1',
  is_shared: true,
  is_pinned: true,
  may_change: true,
  shape: quiet,
  created_at: '2026-11-01T08:00:00Z',
  version: 1,
};

export const work = {
  id: 'b1',
  subject: 'client',
  action: 'add_tag',
  params: { tag: 'весна' },
  state: 'running',
  is_undo: false,
  total: 240,
  done: 120,
  unchanged: 0,
  failed: 0,
  undone: 0,
  kept: 0,
  created_at: '2026-11-21T04:30:00Z',
  finished_at: null,
  undone_at: null,
};

interface Query {
  q?: string;
  cursor?: string;
  limit?: number;
  group_by?: string;
  columns?: string[];
  marks?: unknown[];
  sort?: string[];
}

export const shapedRows = (body: Query) => {
  const found = clientRows.filter(
    (row) => body.q === undefined || row.name.toLowerCase().includes(body.q.toLowerCase()),
  );
  const grouped =
    body.group_by === 'kind' ? [...found].sort((left, right) => left.kind.localeCompare(right.kind)) : found;
  return grouped.map((row, index) => ({
    ...row,
    values: Object.fromEntries(
      (body.columns ?? []).map((name) => [
        name,
        name === 'deals.open_sum' ? `${((index % 5) + 1) * 7_000_000}` : null,
      ]),
    ),
    group: body.group_by === 'kind' ? row.kind : null,
    mark: index % 6 === 1 && (body.marks ?? []).length > 0 ? 0 : null,
  }));
};

const loyal = {
  id: 's1',
  name: 'Верные, но молчат',
  kind: 'dynamic',
  filter: {
    all: [
      { field: 'deals.won_count', gt: 2 },
      { field: 'quiet_since', older_than_days: 60 },
      { field: 'has_phone', is: true },
    ],
  },
  owner_id: 'u1',
  members: 118,
  refreshed_at: '2026-11-21T04:28:00Z',
  created_at: '2026-11-01T08:00:00Z',
  version: 1,
};

export const lists: MockTable = {
  'GET /fields/registry': ok({ items: registry }),
  'GET /views': ok({ items: [view, { ...view, id: 'v2', name: 'Без телефона', is_pinned: false }] }),
  'POST /views': ({ body }) => ({
    status: 201,
    body: { ...view, ...(body as object), id: 'v3', version: 1 },
  }),
  'PATCH /views/{id}': ({ body }) => ({ body: { ...view, ...(body as object), version: 2 } }),
  'POST /clients/query': ({ body }) => {
    const wanted = body as Query;
    const rows = shapedRows(wanted);
    const from = Number(wanted.cursor ?? 0);
    const limit = wanted.limit ?? 50;
    const next = from + limit < rows.length ? String(from + limit) : null;
    return { body: { items: rows.slice(from, from + limit), next_cursor: next } };
  },
  'POST /clients/query/count': ({ body }) => ({ body: { count: shapedRows(body as Query).length } }),
  'POST /clients/query/groups': ok({
    items: [
      { value: 'company', count: 22 },
      { value: 'person', count: 218 },
    ],
  }),
  'POST /bulk': ({ body }) => ({
    status: 202,
    body: { ...work, ...(body as object), done: 0, state: 'queued' },
  }),
  'GET /bulk/{id}': ok(work),
  'POST /bulk/{id}/undo': ok({ ...work, state: 'running', is_undo: true, done: 240, undone: 0 }),
  'GET /segments': ok({
    items: [loyal, { ...loyal, id: 's2', name: 'Гости выставки', kind: 'static', filter: null, members: 36 }],
  }),
  'GET /segments/{id}/count': ({ path }) => ({ body: { count: path.id === 's1' ? 121 : 36 } }),
  'GET /segments/{id}/why': ok({
    is_member: true,
    entered_at: '2026-11-19T04:00:00Z',
    reasons: [
      {
        pointer: '/filter/all/0',
        field: 'deals.won_count',
        operator: 'gt',
        wanted: 2,
        value: 5,
        holds: true,
      },
      {
        pointer: '/filter/all/1',
        field: 'quiet_since',
        operator: 'older_than_days',
        wanted: 60,
        value: '2026-09-01T09:00:00Z',
        holds: true,
      },
      {
        pointer: '/filter/all/2',
        field: 'has_phone',
        operator: 'is',
        wanted: true,
        value: true,
        holds: true,
      },
    ],
  }),
};
