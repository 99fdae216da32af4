import { ok, type MockTable } from './server';

const columns = [
  { heading: 'Имя', samples: ['Анна Петрова', 'Болд', 'Карла'] },
  { heading: 'Телефон', samples: ['+998 90 123-45-67', '901234568', 'звонить Ане'] },
  { heading: 'Стиль', samples: ['лофт', 'классика', 'барокко'] },
  { heading: 'Кто ведёт', samples: ['НК', 'НК', 'ЛГ'] },
];
const base = {
  id: 'i1',
  name: 'clients.csv',
  source: 'csv',
  state: 'mapping',
  created_by: 'u1',
  encoding: 'utf-8',
  delimiter: ',',
  columns,
  mapping: [
    { field: 'name', values: {} },
    { field: 'phone', values: {} },
    { field: null, values: {} },
    { field: null, values: {} },
  ] as { field: string | null; values: Record<string, string> }[],
  options: {} as Record<string, unknown>,
  total: 2400,
  position: 0,
  counts: {} as Record<string, number>,
  error: null as string | null,
  created_at: '2026-11-21T04:00:00Z',
  started_at: null as string | null,
  finished_at: null as string | null,
  version: 1,
};
export type MockImport = typeof base;

export const tried = { created: 2200, looks_like: 12, updated: 150, skipped: 40, failed: 10 };

const row = (number: number, outcome: string, cells: string[], errors: object[] = []) => ({
  number,
  outcome,
  cells,
  client_id: outcome === 'failed' ? null : 'c1',
  errors,
});
const samples = [
  row(
    1,
    'created',
    ['Анна Петрова', '+998 90 123-45-67', 'лофт', 'НК'],
    [{ field: 'name', code: 'looks_like', value: 'Anna Petrova' }],
  ),
  row(2, 'updated', ['Болд', '901234568', 'классика', 'НК']),
  row(
    3,
    'failed',
    ['Карла', 'звонить Ане', 'барокко', 'ЛГ'],
    [
      { field: 'phone', code: 'bad_phone', value: 'звонить Ане' },
      { field: 'custom.f2', code: 'no_such_choice', value: 'барокко' },
    ],
  ),
  row(4, 'skipped', ['Анна', '901234567', '', ''], [{ field: 'row', code: 'same_as_row', value: '1' }]),
];

/** Imports of which one moves on as it is told to, and what it was told. */
export function importing(start: Partial<MockImport> = {}) {
  let record: MockImport = { ...base, ...start };
  const asked: unknown[] = [];
  const go = (state: string, more: Partial<MockImport> = {}) => {
    record = { ...record, ...more, state, version: record.version + 1 };
    return { status: 202, body: record };
  };
  const table: MockTable = {
    'GET /imports': ok({
      items: [
        { ...base, id: 'i0', name: 'fair.xlsx', state: 'done', total: 812 },
        { ...base, id: 'i9', name: 'old.csv', state: 'failed', error: 'no_table', total: 0 },
      ],
      next_cursor: null,
    }),
    'POST /imports': ({ body }) => {
      asked.push(body);
      return { status: 201, body: { ...record, state: 'uploading' } };
    },
    'PUT /imports/{id}/chunks/{number}': ({ path }) => {
      asked.push({ chunk: path.number });
      return {};
    },
    'POST /imports/{id}/read': () => go('mapping'),
    'GET /imports/{id}': () => ({ body: record }),
    'GET /imports/{id}/columns/{place}/values': ok({
      items: [
        { value: 'лофт', count: 1200 },
        { value: 'барокко', count: 3 },
      ],
    }),
    'GET /imports/{id}/samples': ok({ items: samples }),
    'POST /imports/{id}/check': ({ body }) => {
      asked.push(body);
      const { mapping, ...options } = body as Pick<MockImport, 'mapping'>;
      return go('checked', { mapping, options, counts: tried, position: 2400 });
    },
    'POST /imports/{id}/run': () =>
      go('done', { started_at: '2026-11-21T04:20:00Z', finished_at: '2026-11-21T04:21:00Z' }),
    'POST /imports/{id}/undo': () => {
      asked.push('undo');
      return go('undone', { counts: { ...tried, removed: 2190, restored: 150, kept: 10 } });
    },
  };
  return { table, asked };
}
