import { client, clientRows } from './clients';
import { ok, type MockTable } from './server';

const side = (place: number) => {
  const { id, name, company_name, phone, email, owner_id, version } = clientRows[place]!;
  return { id, name, company_name, phone, email, owner_id, version };
};

export const pairs = [
  { id: 'pair1', score: 99, reasons: ['tax_id', 'phone', 'similar_name'], one: side(0), other: side(6) },
  { id: 'pair2', score: 88, reasons: ['phone', 'name'], one: side(1), other: side(7) },
  { id: 'pair3', score: 60, reasons: ['name', 'other_contacts'], one: side(2), other: side(8) },
];

const field = (name: string, mine: unknown, theirs: unknown, more: object = {}) => ({
  field: name,
  mine,
  theirs,
  usual: mine === null ? 'theirs' : 'mine',
  choices: ['mine', 'theirs'],
  ...more,
});

/** Two records beside each other; `mine` is the one that stays. */
export const preview = (mineId: string, theirsId: string) => {
  const record = (id: string) => {
    const row = clientRows.find((one) => one.id === id) ?? clientRows[0]!;
    const isFirst = id === 'c1';
    return {
      ...row,
      tags: isFirst ? ['отель', 'VIP'] : ['лето'],
      contact_points: isFirst ? client.contact_points : client.contact_points.slice(0, 1),
      refers: isFirst ? { deals: 2, tasks: 1 } : { deals: 1, calls: 21, consents: 1 },
    };
  };
  const [mine, theirs] = [record(mineId), record(theirsId)];
  return {
    mine,
    theirs,
    score: 88,
    reasons: ['phone', 'name'],
    fields: [
      field('name', mine.name, theirs.name),
      field('company_id', 'c9', 'c10'),
      field('position', null, 'Директор'),
      field('owner_id', 'u1', 'u2'),
      field('language', 'ru', 'uz'),
      field('qualification', 'working', 'qualified'),
      field('note', 'Открывает второй отель весной.', 'Звонить до обеда.', {
        usual: 'both',
        choices: ['mine', 'theirs', 'both'],
      }),
      field('custom.f1', '4', '7'),
    ],
  };
};

const done = { merge_id: 'm1', client_id: 'c1', version: 9 };

export const duplicates: MockTable = {
  'GET /clients/duplicates': ok({ items: pairs, next_cursor: null }),
  'GET /clients/duplicates/count': ok({ count: pairs.length }),
  'GET /clients/duplicates/check': ok({
    check: {
      id: 'check1',
      state: 'done',
      started_by_name: 'Нана Каладзе',
      created_at: '2026-11-21T03:00:00Z',
      finished_at: '2026-11-21T03:02:00Z',
      clients: 240,
      compared: 120,
      found: 3,
    },
  }),
  'GET /clients/{id}/merge-preview': ({ path, query }) => ({
    body: preview(path.id ?? '', query.get('other_id') ?? ''),
  }),
  'POST /clients/{id}/merge': ok(done),
  'POST /clients/merges/{id}/undo': ok(done),
  'POST /clients/duplicates/{id}/dismiss': ok(undefined),
  'POST /clients/duplicates/{id}/reopen': ok(undefined),
};
