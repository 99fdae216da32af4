import { ok, problem, type MockTable } from './server';

export const nana = {
  id: 'u1',
  name: 'Нана Каладзе',
  email: 'nana@example.com',
  role_id: 'r3',
  role_key: 'manager',
  team_id: 't1',
  locale: 'en',
  theme: 'system',
  is_active: true,
  extension: '101',
  version: 1,
};

const workspace = {
  id: 'w1',
  name: 'Mebel Anor',
  currency: 'UZS',
  time_zone: 'Asia/Tashkent',
  phone_region: 'UZ',
  is_demo: true,
};

const everything = [
  'clients:read clients:write deals:read deals:write deals:configure tasks:read tasks:write calls:read calls:write',
  'telephony:manage reports:read plans:manage users:read users:manage teams:manage roles:manage api_keys:manage',
  'audit:read events:read fields:manage workspace:manage products:read products:manage',
]
  .join(' ')
  .split(' ');

const permissions = (scope: string, names = everything) =>
  Object.fromEntries(names.map((name) => [name, scope]));

/** An administrator, so that every screen may be looked at. */
export const me = {
  user: nana,
  workspace,
  role: { id: 'r1', key: 'administrator', name: 'Administrator' },
  permissions: permissions('all'),
  fields: { personal: 'edit', events: 'edit' },
};

export const manager = {
  ...me,
  role: { id: 'r3', key: 'manager', name: 'Manager' },
  permissions: permissions(
    'own',
    'clients:read clients:write deals:read deals:write tasks:read tasks:write calls:read calls:write reports:read'.split(
      ' ',
    ),
  ),
  fields: { personal: 'fill', events: 'edit' },
};

export const people = [
  { id: 'u1', name: 'Нана Каладзе', team_id: 't1' },
  { id: 'u2', name: 'Levan Giorgadze', team_id: 't1' },
  { id: 'u3', name: 'Сергей Петров', team_id: 't1' },
  { id: 'u4', name: 'Batbayar Oyuna', team_id: 't2' },
  { id: 'u5', name: 'Dilnoza Karimova', team_id: null },
];

const roles = ['administrator', 'supervisor', 'manager', 'operator', 'agent', 'analyst'].map(
  (key, index) => ({
    id: `r${index + 1}`,
    key,
    name: key[0]?.toUpperCase() + key.slice(1),
    permissions: permissions(
      index === 0 ? 'all' : index === 1 ? 'team' : 'own',
      everything.slice(0, 18 - index * 2),
    ),
    fields: {
      personal: ['edit', 'edit', 'fill', 'edit', 'masked', 'masked'][index]!,
      events: ['edit', 'edit', 'edit', 'read', 'read', 'read'][index]!,
    },
    version: 1,
  }),
);

const metric = (
  name: string,
  fact: string,
  target: string | null,
  expected: string | null,
  extra: object = {},
) => ({
  metric: name,
  period: 'month',
  unit: 'count',
  currency: null,
  fact,
  target,
  remaining: target === null ? null : String(Math.max(0, Number(target) - Number(fact))),
  expected_now: expected,
  from: '2026-10-31T19:00:00Z',
  to: '2026-11-30T19:00:00Z',
  ...extra,
});

export const progressOf = (userId: string, name: string, factor = 1) => ({
  user_id: userId,
  user_name: name,
  team_id: 't1',
  version: 1,
  metrics: [
    metric('deals_won', String(5 * factor), '10', '7'),
    metric('deals_won_amount', '86400000.00', '140000000.00', '98000000.00', {
      unit: 'money',
      currency: 'UZS',
    }),
    metric('calls_made', '12', '40', '9', { period: 'day' }),
    metric('meetings_held', '6', '6', '4'),
    metric('calls_answered', '31', null, null),
    metric('deals_revived', '4', null, null),
    metric('deals_revived_won', '1', null, null),
    metric('deals_revived_amount', '7000000.00', null, null, { unit: 'money', currency: 'UZS' }),
  ],
});

const notifications = [
  {
    id: 'n1',
    type: 'missed_call',
    subject: { type: 'client', id: 'c1' },
    data: { who: 'Гиоргадзе Леван' },
    created_at: '2026-11-21T04:40:00Z',
    read_at: null,
  },
  {
    id: 'n2',
    type: 'task_assigned',
    subject: { type: 'task', id: 'k1' },
    data: { title: 'Call Hotel Sol back' },
    created_at: '2026-11-20T11:00:00Z',
    read_at: '2026-11-20T12:00:00Z',
  },
];

const search = [
  { type: 'client', id: 'c1', title: 'Каримова Дилноза', subtitle: 'отель «Анор»', matched: '+998901234567' },
  { type: 'deal', id: 'd1', title: '24 rooms, hotel Anor', subtitle: 'Offer sent', matched: null },
];

/** What every screen of the shell asks for. */
export const core: MockTable = {
  'GET /setup': ok({ needed: false }),
  'GET /auth/me': ok(me),
  'PATCH /auth/me': ({ body }) => ({ body: { ...nana, ...(body as object) } }),
  'POST /auth/login': ({ body }) =>
    (body as { password: string }).password === 'wrong' ? problem(401, 'invalid_credentials') : { body: me },
  'POST /auth/logout': () => ({}),
  'GET /auth/sessions': ok({
    items: [
      {
        id: 's1',
        created_at: '2026-11-20T04:00:00Z',
        last_seen_at: '2026-11-21T05:00:00Z',
        ip: '10.0.0.7',
        user_agent: 'Mozilla/5.0 (Macintosh) Chrome/147.0 Safari/537.36',
        is_current: true,
      },
      {
        id: 's2',
        created_at: '2026-11-01T04:00:00Z',
        last_seen_at: '2026-11-19T05:00:00Z',
        ip: '84.54.70.11',
        user_agent: 'Mozilla/5.0 (Linux; Android 15) Chrome/146.0 Mobile',
        is_current: false,
      },
    ],
  }),
  'GET /users/directory': ok({ items: people }),
  'GET /users': ok({
    items: people.map((person, index) => ({
      ...nana,
      ...person,
      email: `${person.id}@example.com`,
      role_id: roles[index]?.id,
      role_key: roles[index]?.key,
      is_active: index !== 3,
    })),
    next_cursor: null,
  }),
  'GET /teams': ok({
    items: [
      { id: 't1', name: 'North', parent_id: null, version: 1 },
      { id: 't2', name: 'North, new clients', parent_id: 't1', version: 1 },
    ],
  }),
  'GET /roles': ok({ items: roles }),
  'GET /clients/reveals': ok({
    items: [
      {
        id: 'v1',
        at: '2026-11-21T03:10:00Z',
        actor: { kind: 'user', id: 'u2', name: 'Levan Giorgadze' },
        client_id: 'c1',
        client_name: 'Каримова Дилноза',
        reason: 'Перезваниваю со своего телефона',
      },
    ],
    next_cursor: null,
  }),
  'GET /field-groups': ok({ items: [] }),
  'GET /fields': ok({ items: [] }),
  'GET /invitations': ok({
    items: [
      {
        id: 'i1',
        name: 'María Hernández',
        email: 'maria@example.com',
        role_id: 'r3',
        team_id: 't1',
        expires_at: '2026-11-28T05:00:00Z',
      },
    ],
  }),
  'POST /invitations': ({ body }) => ({
    status: 201,
    body: {
      id: 'i2',
      ...(body as object),
      link: 'http://127.0.0.1:4173/invitation/abc.def',
      expires_at: '2026-11-28T05:00:00Z',
    },
  }),
  'GET /invitations/by-token/{token}': ok({
    workspace_name: 'Mebel Anor',
    name: 'María Hernández',
    email: 'maria@example.com',
  }),
  'GET /api-keys': ok({
    items: [
      {
        id: 'a1',
        name: 'Site form',
        prefix: 'bk_7f3a',
        scopes: { 'clients:write': 'all', 'deals:write': 'all' },
        created_at: '2026-10-01T05:00:00Z',
        last_used_at: '2026-11-21T04:59:00Z',
        revoked_at: null,
      },
    ],
  }),
  'POST /api-keys': ({ body }) => ({
    status: 201,
    body: {
      id: 'a2',
      prefix: 'bk_91cc',
      created_at: '2026-11-21T05:00:00Z',
      last_used_at: null,
      revoked_at: null,
      token: 'bk_91cc0d5e7a3b4f6e8c2d1a0b9f8e7d6c5b4a39281706f5e4',
      ...(body as object),
    },
  }),
  'GET /notifications': ok({ items: notifications, next_cursor: null }),
  'GET /notifications/count': ok({ unread: 1 }),
  'POST /notifications/read': () => ({}),
  'GET /search': ok({ items: search }),
  'GET /deals/count': ok({ count: 64 }),
  'GET /clients/count': ok({ count: 2418 }),
  'GET /plans/progress': ok({
    month: '2026-11',
    items: [progressOf('u1', 'Нана Каладзе')],
    total: progressOf('u1', '').metrics,
  }),
  'GET /tasks/day': ok({
    date: '2026-11-21',
    overdue: [],
    overdue_total: 0,
    today: [],
    tomorrow: [],
    done_today: 0,
    next_meeting: null,
  }),
  'GET /calls': ok({ items: [], next_cursor: null }),
  'GET /calls/outcomes': ok({ items: [] }),
};

/** Nobody is logged in. */
export const anonymous: MockTable = { 'GET /auth/me': () => problem(401, 'unauthenticated') };
