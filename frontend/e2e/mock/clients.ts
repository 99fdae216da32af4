import { callingClient, callingTask, screenPop } from './calls';
import { ok, problem, type MockTable } from './server';

const people: [name: string, company: string | null, phone: string, days: number, amount: number][] = [
  ['Каримова Дилноза', 'отель «Анор»', '+998901234567', 1, 48],
  ['Гиоргадзе Леван', 'Batumi Stone', '+995555404012', 41, 16],
  ['Петров Сергей', null, '+998931111120', 3, 7],
  ['ნინო ბერიძე', 'კლინიკა „ალფა“', '+995599110077', 6, 9.2],
  ['Batbayar Oyuna', 'Ger Camp LLC', '+97699123108', 12, 5],
  ['María Hernández de la Fuente y Castro', 'Hotel Sol', '+34601228215', 2, 12],
];

export const clientRows = Array.from({ length: 240 }, (_, index) => {
  const [name, company_name, phone, days] = people[index % people.length]!;
  const at = Date.parse('2026-11-21T04:00:00Z') - (days + Math.floor(index / people.length)) * 86_400_000;
  return {
    ...callingClient,
    id: `c${index + 1}`,
    kind: index % 11 === 7 ? 'company' : 'person',
    name: index < people.length ? name : `${name} ${index}`,
    company_name,
    company_id: company_name === null ? null : 'c9',
    phone,
    email: `client${index + 1}@example.com`,
    owner_id: `u${(index % 4) + 1}`,
    tags: index % 3 === 0 ? ['отель', 'VIP'] : [],
    last_contact_at: index === 9 ? null : new Date(at).toISOString(),
  };
});

const qualityFields = ['phone', 'email', 'source', 'position', 'note', 'tax_id'];
const filledFields = qualityFields.map((name, index) => ({
  name,
  label: null,
  is_required: index < 3,
  filled: 200 - index * 40,
  total: 240,
  filter: { field: name, is_empty: true },
}));

export const quality = {
  clients: 240,
  completeness: 71,
  figures: [
    { name: 'no_phone', count: 12, filter: { field: 'has_phone', is: false } },
    { name: 'bad_phone', count: 3, filter: { field: 'bad_phone', is: true } },
    { name: 'bad_email', count: 0, filter: { field: 'bad_email', is: true } },
    { name: 'incomplete', count: 96, filter: { field: 'completeness', lt: 100 } },
  ],
  fields: filledFields,
  people: ['u1', 'u2', null].map((owner_id, index) => ({
    owner_id,
    clients: 80,
    complete: 50 - index * 10,
    completeness: 80 - index * 9,
    no_phone: index * 4,
    bad_phone: 1,
    bad_email: 0,
    fields: filledFields.map(({ name }) => ({ name, filled: 60 - index * 10, total: 80 })),
  })),
};

const qualityDays = ['u1', 'u2'].flatMap((owner_id, place) =>
  Array.from({ length: 20 }, (_, index) => ({
    day: `2026-11-${String(index + 1).padStart(2, '0')}`,
    owner_id,
    clients: 80,
    complete: 40,
    completeness: 50 + place * 10 + index,
    no_phone: 4,
    bad_phone: 1,
    bad_email: 0,
  })),
);

export const client = {
  ...clientRows[0]!,
  given_name: null,
  family_name: null,
  position: 'Директор',
  language: 'ru',
  time_zone: null,
  qualification: 'working',
  custom: {} as Record<string, unknown>,
  note: 'Открывает второй отель весной. Любит, когда звонят до обеда.',
  contact_points: [
    {
      id: 'p1',
      kind: 'phone',
      value: '90 123-45-67',
      normalized: '+998901234567',
      label: 'мобильный',
      is_main: true,
      verified_at: '2026-11-02T09:00:00Z',
      bad_reason: null,
    },
    {
      id: 'p2',
      kind: 'phone',
      value: '71 200 00 11',
      normalized: '+998712000011',
      label: null,
      is_main: false,
      verified_at: null,
      bad_reason: 'wrong_person',
    },
    {
      id: 'p3',
      kind: 'email',
      value: 'dilnoza@example.com',
      normalized: 'dilnoza@example.com',
      label: null,
      is_main: true,
      verified_at: null,
      bad_reason: null,
    },
  ],
  updated_at: '2026-11-20T09:00:00Z',
};

const nana = { kind: 'user', id: 'u1', name: 'Нана Каладзе' };
const entry = (
  id: string,
  type: string,
  at: string,
  data: object,
  subject = { type: 'client', id: 'c1' },
) => ({
  id,
  type,
  at,
  actor: nana,
  subject,
  data,
});

export const timeline = [
  entry(
    'e1',
    'call.outcome_recorded',
    '2026-11-20T09:06:00Z',
    { outcome: 'taken', note: 'Просит договор до пятницы.' },
    { type: 'call', id: 'call-3' },
  ),
  entry(
    'e2',
    'call.ended',
    '2026-11-20T09:05:00Z',
    { direction: 'in', result: 'answered', talk_seconds: 173 },
    { type: 'call', id: 'call-3' },
  ),
  entry(
    'e3',
    'deal.moved',
    '2026-11-20T06:00:00Z',
    {
      title: 'Мебель для 24 номеров',
      from_stage_name: 'Замер выполнен',
      to_stage_name: 'Предложение отправлено',
    },
    { type: 'deal', id: 'd1' },
  ),
  entry('e4', 'note.added', '2026-11-19T09:00:00Z', {
    text: 'Сравнивает с «Декор», важен срок до Навруза. Решает сама.',
  }),
  entry('e5', 'client.changed', '2026-11-18T09:00:00Z', {
    changes: { position: [null, 'Директор'], tags: [[], ['отель']] },
  }),
  entry('e6', 'client.created', '2026-06-02T09:00:00Z', { name: 'Каримова Дилноза', source: 'call' }),
];

const openDeal = {
  id: 'd1',
  title: 'Мебель для 24 номеров',
  client_id: 'c1',
  client_name: 'Каримова Дилноза',
  company_name: 'отель «Анор»',
  stage_id: 's3',
  amount: '48000000.00',
  currency: 'UZS',
  owner_id: 'u1',
  status: 'open',
  stage_entered_at: '2026-11-20T06:00:00Z',
  stage_warn_at: null,
  stage_due_at: null,
  expected_on: null,
  next_task: null,
  created_at: '2026-11-01T06:00:00Z',
  closed_at: null,
  version: 3,
};

export const similarClient = {
  id: 'c1',
  name: 'Каримова Дилноза',
  owner_name: 'Нана Каладзе',
  matched: 'phone',
  score: 88,
  reasons: ['phone', 'name'],
};

const files = [
  ['Договор № 204, подписан.pdf', 'application/pdf', 1_840_000],
  ['Замер номера 12.jpg', 'image/jpeg', 412_000],
].map(([name, media_type, size], index) => ({
  id: `file${index + 1}`,
  name,
  media_type,
  size,
  added_by_id: 'u1',
  added_by: 'Нана Каладзе',
  created_at: `2026-11-${20 - index}T09:00:00Z`,
}));

export const clients: MockTable = {
  'GET /clients': ({ query }) => {
    const sought = query.get('q')?.toLowerCase();
    const found = clientRows.filter(
      (row) =>
        (sought === undefined || row.name.toLowerCase().includes(sought)) &&
        (query.get('kind') === null || row.kind === query.get('kind')) &&
        (query.get('owner_id') === null || row.owner_id === query.get('owner_id')),
    );
    const from = Number(query.get('cursor') ?? 0);
    const limit = Number(query.get('limit') ?? 50);
    const next = from + limit < found.length ? String(from + limit) : null;
    return { body: { items: found.slice(from, from + limit), next_cursor: next } };
  },
  'GET /clients/tags': ok({ items: ['отель', 'VIP'] }),
  'GET /clients/lookup': ({ query }) => ({
    body: {
      normalized: '+998901234567',
      items: query.get('phone')?.replaceAll(/\D/g, '').endsWith('1234567') ? [clientRows[0]] : [],
    },
  }),
  'POST /clients/similar': ({ body }) => {
    const { phones, except_id: except } = body as { phones: string[]; except_id?: string };
    const isKnown = except !== 'c1' && phones.some((phone) => phone.endsWith('45-67'));
    return { body: { items: isKnown ? [similarClient] : [] } };
  },
  'GET /clients/{id}/merges': ok({ items: [] }),
  'GET /clients/{id}/files': ok({ items: files, max_bytes: 26_214_400 }),
  'GET /clients/{id}/colleagues': ok({
    items: [
      { id: 'u1', name: 'Нана Каладзе' },
      { id: '01a200bd-6f10-7a01-8d02-5b1f0a3c9e77', name: 'Гванца Лекишвили' },
    ],
  }),
  'GET /clients/{id}': ({ path }) => ({ body: { ...client, id: path.id } }),
  'PATCH /clients/{id}': ({ path, body }) => ({
    body: { ...client, ...(body as object), id: path.id, version: 5 },
  }),
  'GET /clients/{id}/quality': ok({
    completeness: 66,
    missing: [{ name: 'source', label: null }],
    bad_phone: false,
    bad_email: true,
  }),
  'GET /quality': ok(quality),
  'GET /quality/filling': ok({
    items: [
      { user_id: 'u1', added: 12, filled: 140, corrected: 31, emptied: 2 },
      { user_id: 'u2', added: 4, filled: 17, corrected: 0, emptied: 0 },
    ],
  }),
  'GET /quality/filling/rows': ({ query }) => ({
    body: {
      items: Array.from({ length: 3 }, (_, index) => ({
        id: `${query.get('cursor') ?? 'f'}${index}`,
        at: `2026-11-2${index}T06:00:00Z`,
        client_id: index === 2 ? null : `c${index + 1}`,
        name: index === 2 ? null : (query.get('cursor') === null ? 'Anor' : 'Older') + ` ${index + 1}`,
        fields: ['phone', 'source'],
      })),
      next_cursor: query.get('cursor') === null ? 'next' : null,
    },
  }),
  'GET /quality/trend': ok({ items: qualityDays }),
  'GET /quality/standard': ok({
    fields: ['phone', 'email', 'source'],
    available: qualityFields.map((name) => ({ name, label: null })),
    version: 0,
  }),
  'GET /clients/{id}/consents': ok({
    items: [
      {
        id: 'k1',
        channel: 'email',
        is_granted: true,
        given_at: '2026-11-02T09:00:00Z',
        how: 'form',
        proof: 'Заказ 1204',
        recorded_by: 'Нана Каладзе',
      },
    ],
  }),
  'GET /clients/{id}/shares': ok({ user_ids: ['u2'] }),
  'GET /clients/{id}/employments': ok({
    items: [{ client_id: 'c8', name: 'Hotel Sol', position: 'Консультант' }],
  }),
  'GET /clients/{id}/pinned-notes': ok({ items: [timeline[3]] }),
  'GET /clients/{id}/fields/{name}/history': ok({ items: [], next_cursor: null }),
  'GET /clients/{id}/timeline': ({ query }) => {
    const types = query.getAll('types');
    return {
      body: {
        items: timeline.filter((item) => types.length === 0 || types.includes(item.type)),
        next_cursor: null,
      },
    };
  },
  'POST /clients/{id}/notes': ({ body }) => ({
    status: 201,
    body: entry('e9', 'note.added', '2026-11-21T04:30:00Z', body as object),
  }),
  'POST /clients': ({ body }) => {
    const {
      name,
      contact_points: points,
      allow_duplicate: allowed,
    } = body as {
      name: string;
      contact_points: { value: string }[];
      allow_duplicate: boolean;
    };
    if (!allowed && points.some((point) => point.value.endsWith('45-67'))) {
      const candidates = [
        similarClient,
        { ...similarClient, id: null, name: null, owner_name: 'Levan Giorgadze', reasons: ['phone'] },
      ];
      return problem(409, 'client_exists', { params: { candidates } });
    }
    return { status: 201, body: { ...client, id: 'c2', name } };
  },
  'GET /deals/summary': ({ query }) => ({
    body: {
      items: query.getAll('client_id').map((client_id) => {
        const index = Number(client_id.slice(1)) - 1;
        const amount = people[index % people.length]![4];
        return {
          client_id,
          open_count: (index % 3) + 1,
          open_amount: String(amount * 1_000_000),
          currency: 'UZS',
        };
      }),
    },
  }),
  'GET /deals': ok({ items: [openDeal], next_cursor: null }),
  'GET /pipelines': ok({
    items: [
      {
        id: 'p1',
        name: 'Мебель',
        position: 1,
        next_step_mode: 'strict',
        second_deal: 'allow',
        restaging: null,
        stages: [
          {
            id: 's3',
            name: 'Предложение отправлено',
            position: 3,
            semantics: 'open',
            color: 'blue',
            hint: null,
            probability: 50,
            required_fields: [],
            proposed_names: [],
            checklist: [],
            version: 1,
          },
        ],
        loss_reasons: [],
        version: 1,
      },
    ],
  }),
  'GET /tasks': ok({ items: [{ ...callingTask, deal: screenPop.deals[0] }], next_cursor: null }),
};
