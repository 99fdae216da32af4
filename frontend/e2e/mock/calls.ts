import { ok, type MockTable } from './server';

export const callOutcomes = ['taken', 'resolved', 'call_back', 'wrong_number', 'spam'].map((key, index) => ({
  key,
  name: key,
  position: index + 1,
  is_final: index !== 0 && index !== 2,
}));

export const ringingCall = {
  id: 'call-1',
  direction: 'in',
  state: 'ringing',
  result: null,
  from_number: '+998901234567',
  to_number: '+998712000000',
  client_number: '+998901234567',
  client_id: 'c1',
  client_name: 'Дилноза Каримова',
  user_id: 'u1',
  user_name: 'Нана Каладзе',
  started_at: '2026-11-21T04:29:56Z',
  answered_at: null,
  ended_at: null,
  talk_seconds: null,
  outcome: null,
  note: null,
  version: 1,
};

export const callingClient = {
  id: 'c1',
  kind: 'person',
  name: 'Дилноза Каримова',
  company_id: 'c9',
  company_name: 'отель «Анор»',
  phone: '+998901234567',
  email: 'dilnoza@example.com',
  owner_id: 'u1',
  tags: ['отель'],
  source: 'site',
  last_contact_at: '2026-11-20T09:00:00Z',
  created_at: '2026-06-02T09:00:00Z',
  version: 4,
};

const deal = {
  type: 'deal',
  id: 'd1',
  title: 'Мебель для 24 номеров',
  subtitle: 'Предложение отправлено',
  amount: '48000000.00',
  currency: 'UZS',
  hint: null,
  since: '2026-11-20T06:00:00Z',
};

export const callingTask = {
  id: 'k1',
  kind: 'call',
  title: 'Позвонить: получила ли предложение',
  due_at: '2026-11-21T05:00:00Z',
  assignee_id: 'u1',
  client_id: 'c1',
  deal_id: 'd1',
  status: 'open',
  outcome: null,
  note: null,
  place: null,
  origin: 'manual',
  completed_at: null,
  created_at: '2026-11-20T06:00:00Z',
  version: 1,
  client: { id: 'c1', name: 'Дилноза Каримова', company_name: 'отель «Анор»', phone: '+998901234567' },
  deal,
};

/** What the socket pushes when a client rings. */
export const screenPop = {
  call: ringingCall,
  client: callingClient,
  deals: [deal],
  tasks_today: [callingTask],
  last_note: {
    text: '«Сравнивает с «Декор», важен срок до Навруза. Решает сама»',
    at: '2026-11-19T09:00:00Z',
    author: 'Нана',
  },
};

/** A number that nobody knows. */
export const strangerPop = {
  call: {
    ...ringingCall,
    id: 'call-2',
    client_id: null,
    client_name: null,
    from_number: '+995599123456',
    client_number: '+995599123456',
    started_at: '2026-11-21T04:29:40Z',
  },
  client: null,
  deals: [],
  tasks_today: [],
  last_note: null,
};

const past = (id: string, change: object) => ({
  ...ringingCall,
  id,
  state: 'ended',
  result: 'answered',
  started_at: '2026-11-21T04:02:00Z',
  answered_at: '2026-11-21T04:02:07Z',
  ended_at: '2026-11-21T04:05:00Z',
  talk_seconds: 173,
  ...change,
});

export const callLog = [
  past('call-3', { client_id: 'c2', client_name: 'Гиоргадзе Леван', client_number: '+995555404012' }),
  past('call-4', {
    client_id: 'c3',
    client_name: 'Петров Сергей',
    client_number: '+998931111120',
    result: 'missed',
    answered_at: null,
    talk_seconds: null,
    user_id: null,
    user_name: null,
    started_at: '2026-11-21T03:41:00Z',
  }),
  past('call-5', {
    client_id: null,
    client_name: null,
    client_number: '+99676993108',
    outcome: 'spam',
    started_at: '2026-11-20T12:00:00Z',
  }),
  past('call-6', {
    direction: 'out',
    client_id: 'c4',
    client_name: 'María Hernández',
    client_number: '+34601228215',
    outcome: 'resolved',
    note: 'Quiere el contrato por correo antes del lunes.',
    started_at: '2026-11-20T10:30:00Z',
    talk_seconds: 3725,
    user_id: 'u2',
    user_name: 'Levan Giorgadze',
  }),
  past('call-7', {
    direction: 'out',
    client_id: 'c5',
    client_name: 'Batbayar Oyuna',
    client_number: '+97699123108',
    result: 'busy',
    answered_at: null,
    talk_seconds: null,
    started_at: '2026-11-19T06:10:00Z',
  }),
];

/** The log, and a card for every call. */
export const calls: MockTable = {
  'GET /calls/outcomes': ok({ items: callOutcomes }),
  'GET /calls': ({ query }) => {
    const items = callLog.filter(
      (call) =>
        (query.get('result') === null || call.result === query.get('result')) &&
        (query.get('direction') === null || call.direction === query.get('direction')) &&
        (query.get('state') === null || call.state === query.get('state')) &&
        (query.get('user_id') === null || call.user_id === query.get('user_id')) &&
        (query.get('needs_outcome') !== 'true' || (call.outcome === null && call.result !== 'busy')),
    );
    // The cards of the stack are for tests that ask for them.
    const isStack =
      query.get('needs_outcome') === 'true' && query.get('user_id') !== null && query.get('limit') === '20';
    return { body: { items: isStack ? [] : items, next_cursor: null } };
  },
  'GET /calls/{id}': ({ path }) => ({ body: callLog.find((call) => call.id === path.id) ?? ringingCall }),
  'GET /calls/{id}/card': ({ path }) => {
    if (path.id === strangerPop.call.id) return { body: strangerPop };
    const call = callLog.find((item) => item.id === path.id);
    if (call === undefined) return { body: screenPop };
    const isKnown = call.client_id !== null;
    return {
      body: {
        ...strangerPop,
        call,
        client: isKnown ? { ...callingClient, id: call.client_id, name: call.client_name } : null,
        deals: isKnown ? screenPop.deals : [],
        last_note: isKnown ? screenPop.last_note : null,
      },
    };
  },
  'POST /calls/{id}/outcome': ({ path, body }) => ({
    body: {
      ...(callLog.find((call) => call.id === path.id) ?? ringingCall),
      ...(body as object),
      version: 2,
    },
  }),
};

/** Two calls ring while the screen is loaded. */
export const ringing: MockTable = {
  ...calls,
  'GET /calls': ({ query }) => ({
    body: {
      items: query.get('state') === 'ringing' ? [ringingCall, strangerPop.call] : [],
      next_cursor: null,
    },
  }),
};
