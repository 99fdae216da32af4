import { peopleOf, rivalsOf } from './around';
import { linesOf } from './products';
import { ok, problem, type MockTable } from './server';

const checklist = [
  {
    id: 'q1',
    question: 'Who decides at the client?',
    kind: 'choice',
    options: ['She herself', 'Owner', 'Committee'],
    is_required: true,
  },
];

const stage = (id: string, name: string, position: number, semantics: string, extra: object = {}) => ({
  id,
  name,
  position,
  semantics,
  color: 'blue',
  hint: null,
  probability: 50,
  required_fields: [],
  proposed_names: [],
  required_when: {},
  next_stage_ids: [],
  successor_id: null,
  first_task: null,
  checklist: [],
  version: 1,
  ...extra,
});

const stages = [
  stage('s1', 'Need identified', 1, 'open', { color: 'gray', probability: 20 }),
  stage('s2', 'Measured on site', 2, 'open', {
    probability: 40,
    hint: 'Name a date and agree on the offer.',
  }),
  stage('s3', 'Offer sent', 3, 'open', {
    color: 'violet',
    probability: 60,
    hint: 'The offer names a price and a date; the client must have a mail to get it.',
    required_fields: ['deal.amount', 'deal.expected_on'],
    checklist,
  }),
  stage('s4', 'Contract signed', 4, 'open', {
    color: 'teal',
    probability: 90,
    required_fields: ['client.phone'],
  }),
  stage('s5', 'Paid in full', 5, 'won', { color: 'green', probability: 100 }),
  stage('s6', 'Lost', 6, 'lost', { color: 'red', probability: 0 }),
];

export const pipeline = {
  id: 'p1',
  name: 'Furniture projects',
  position: 1,
  next_step_mode: 'strict' as 'strict' | 'guided' | 'off',
  second_deal: 'allow',
  restaging: null,
  stages,
  loss_reasons: [
    { id: 'l1', name: 'Too expensive', position: 1, parent_id: null, return_after_days: null },
    { id: 'l2', name: 'Chose somebody else', position: 2, parent_id: null, return_after_days: null },
    { id: 'l3', name: 'No money now', position: 3, parent_id: null, return_after_days: null },
  ],
  version: 1,
};

const next = (kind: string, title: string, due_at: string) => ({ id: `t-${title}`, kind, title, due_at });

export const dealOf = (
  id: string,
  title: string,
  client_name: string,
  stage_id: string,
  extra: object = {},
) => ({
  id,
  title,
  client_id: `c-${id}`,
  client_name,
  company_name: null,
  stage_id,
  amount: '9200000.00',
  currency: 'UZS',
  owner_id: 'u1',
  status: stage_id === 's5' ? 'won' : stage_id === 's6' ? 'lost' : 'open',
  stage_entered_at: '2026-11-17T03:00:00Z',
  stage_warn_at: null,
  stage_due_at: null,
  expected_on: null,
  next_task: next('call', 'Ask for the plan', '2026-11-21T06:30:00Z'),
  created_at: '2026-11-01T05:00:00Z',
  closed_at: null,
  version: 1,
  ...extra,
});

const drawn = [
  dealOf('d1', 'Clinic reception, 3 desks', 'ნინო ბერიძე', 's1'),
  dealOf('d2', 'School canteen', 'Юлдашев Бахтиёр', 's1', {
    amount: '31000000.00',
    next_task: null,
    stage_entered_at: '2026-11-02T05:00:00Z',
  }),
  dealOf('d3', 'Hotel lobby', 'María Hernández', 's1', {
    amount: '12000000.00',
    owner_id: 'u2',
    next_task: next('mail', 'Send pictures', '2026-11-23T05:00:00Z'),
    stage_entered_at: '2026-11-20T03:00:00Z',
  }),
  dealOf('d4', '24 rooms, hotel Anor', 'Каримова Дилноза', 's2', {
    company_name: 'отель «Анор»',
    amount: '48000000.00',
    stage_entered_at: '2026-11-16T03:00:00Z',
    stage_warn_at: '2026-11-18T03:00:00Z',
    stage_due_at: '2026-11-19T03:00:00Z',
    next_task: next('call', 'Agree on the offer', '2026-11-21T04:30:00Z'),
  }),
  dealOf('d5', 'Kitchen, Navoi 12', 'Петров Сергей', 's2', {
    amount: '7000000.00',
    stage_entered_at: '2026-11-19T03:00:00Z',
    stage_warn_at: '2026-11-20T09:00:00Z',
    stage_due_at: '2026-11-21T09:00:00Z',
    next_task: next('meeting', 'Show the kitchen', '2026-11-21T06:00:00Z'),
  }),
  dealOf('d6', 'Office, 2nd floor', 'Samarkand Textile', 's4', {
    amount: '22000000.00',
    owner_id: 'u2',
    next_task: next('todo', 'Draw the contract', '2026-11-19T06:00:00Z'),
  }),
  dealOf('d7', 'Ger camp beds', 'Batbayar Oyuna', 's5', {
    amount: '5000000.00',
    next_task: null,
    closed_at: '2026-11-15T05:00:00Z',
    stage_entered_at: '2026-11-15T05:00:00Z',
  }),
];

/** Many more in one column, so that only those in sight are drawn. */
const many = Array.from({ length: 60 }, (_, index) =>
  dealOf(
    `m${index}`,
    `Offer number ${index + 1}`,
    ['Hotel Sol', 'ООО «Декор»', 'Bishkek Plaza'][index % 3] ?? '',
    's3',
    {
      amount: `${(index % 7) + 1}000000.00`,
      owner_id: ['u1', 'u2', 'u3'][index % 3],
      stage_entered_at: new Date(Date.parse('2026-11-20T05:00:00Z') - index * 6 * 3_600_000).toISOString(),
    },
  ),
);

type MockDeal = (typeof drawn)[number];

interface MoveBody {
  stage_id: string;
  values?: Record<string, unknown>;
  answers?: Record<string, unknown>;
  loss_reason_id?: string;
  next_task?: object;
}

function lacking(deal: MockDeal, body: MoveBody) {
  const errors: object[] = [];
  const need = (pointer: string, label: string, input: string, extra: object = {}) =>
    errors.push({ pointer, code: 'required', detail: null, params: { label, input, ...extra } });
  if (body.stage_id === 's3') {
    if (deal.amount === null && body.values?.['deal.amount'] === undefined)
      need('/values/deal.amount', 'deal.amount', 'money');
    if (body.values?.['deal.expected_on'] === undefined)
      need('/values/deal.expected_on', 'deal.expected_on', 'date');
    if (body.answers?.q1 === undefined) {
      need('/answers/q1', checklist[0]?.question ?? '', 'choice', { options: checklist[0]?.options });
    }
    if (body.values?.['client.email'] === undefined) need('/values/client.email', 'client.email', 'email');
    if (body.next_task === undefined) need('/next_task', 'deal.next_task', 'next_task');
  }
  if (body.stage_id === 's6' && body.loss_reason_id === undefined) {
    need('/loss_reason_id', 'deal.loss_reason', 'loss_reason');
  }
  return errors;
}

/** A board that keeps what is done on it while the page lives. */
export function dealsTable(): MockTable {
  let deals: MockDeal[] = [...drawn, ...many];
  const cards = (stageId: string) => deals.filter((deal) => deal.stage_id === stageId);
  const sum = (stageId: string) =>
    String(cards(stageId).reduce((total, deal) => total + Number(deal.amount), 0));
  const full = (deal: MockDeal | undefined) =>
    deal === undefined
      ? problem(404, 'not_found')
      : {
          body: {
            ...deal,
            pipeline_id: 'p1',
            source: 'Instagram',
            campaign: null,
            weighted_amount: deal.amount,
            line_count: linesOf(deal.id).lines.length,
            tax_amount: null,
            description: 'Beds, wardrobes and desks for 24 rooms on two floors.\nOak, light.',
            loss_reason_id: null,
            return_on: null,
            previous_deal_id: null,
            is_revived: true,
            previous_status: 'lost',
            previous_closed_at: '2026-08-20T05:00:00Z',
            previous_loss_reason: 'Too expensive',
            custom: {},
            answers: { q1: 'Owner' },
            stage_name: stages.find(({ id }) => id === deal.stage_id)?.name,
            stage_hint: null,
            updated_at: '2026-11-20T05:00:00Z',
          },
        };
  return {
    'GET /pipelines': ok({ items: [pipeline] }),
    'GET /deals/board': () => ({
      body: {
        pipeline_id: 'p1',
        currency: 'UZS',
        columns: stages.map(({ id }) => ({
          stage_id: id,
          count: cards(id).length,
          amount: sum(id),
          weighted_amount: sum(id),
          items: cards(id).slice(0, 20),
          next_cursor: cards(id).length > 20 ? 'more' : null,
        })),
      },
    }),
    'GET /deals': ({ query }) => {
      const stageId = query.get('stage_id');
      const found = deals.filter((deal) => stageId === null || deal.stage_id === stageId);
      return { body: { items: query.get('cursor') === null ? found : found.slice(20), next_cursor: null } };
    },
    'GET /deals/{deal_id}': ({ path }) => full(deals.find((deal) => deal.id === path.deal_id)),
    'PATCH /deals/{deal_id}': ({ path, body }) => {
      deals = deals.map((deal) =>
        deal.id === path.deal_id ? { ...deal, ...(body as object), version: deal.version + 1 } : deal,
      );
      return full(deals.find((deal) => deal.id === path.deal_id));
    },
    'GET /deals/{deal_id}/lines': ({ path }) => ({ body: linesOf(path.deal_id ?? '') }),
    'GET /deals/{deal_id}/participants': ({ path }) => ({ body: { items: peopleOf(path.deal_id ?? '') } }),
    'GET /deals/{deal_id}/competitors': ({ path }) => ({ body: { items: rivalsOf(path.deal_id ?? '') } }),
    'GET /deals/suggestions': ok({ items: [] }),
    'GET /deals/taking-part': ok({ items: [] }),
    'GET /competitors': ok({ items: [] }),
    'GET /deals/{deal_id}/files': ok({ items: [], max_bytes: 26_214_400 }),
    'GET /deals/{deal_id}/stages': ok({ items: [] }),
    'GET /deals/{deal_id}/timeline': ok({
      items: [
        {
          id: 'e1',
          type: 'deal.moved',
          at: '2026-11-16T05:00:00Z',
          actor: { kind: 'user', id: 'u1', name: 'Нана Каладзе' },
          subject: { type: 'deal', id: 'd4' },
          data: { to_stage_name: 'Measured on site', stage_name: 'Measured on site' },
        },
        {
          id: 'e2',
          type: 'task.completed',
          at: '2026-11-12T05:00:00Z',
          actor: { kind: 'user', id: 'u1', name: 'Нана Каладзе' },
          subject: { type: 'task', id: 'k' },
          data: { title: 'Call: when may we measure?', note: 'On Monday, the director will be there' },
        },
      ],
      next_cursor: null,
    }),
    'POST /deals/{deal_id}/move': ({ path, body }) => {
      const move = body as MoveBody;
      const deal = deals.find((candidate) => candidate.id === path.deal_id);
      if (deal === undefined) return problem(404, 'not_found');
      const from = stages.findIndex(({ id }) => id === deal.stage_id);
      const to = stages.findIndex(({ id }) => id === move.stage_id);
      if (move.stage_id !== 's6' && to < from) return problem(409, 'stage_backward');
      if (move.stage_id !== 's6' && to > from + 1) return problem(409, 'stage_skipped');
      const errors = lacking(deal, move);
      if (errors.length > 0) return problem(422, 'stage_requirements_missing', { errors });
      const status = stages[to]?.semantics ?? 'open';
      const planned = move.next_task === undefined ? deal.next_task : { id: 'nt', ...move.next_task };
      const moved = {
        ...deal,
        stage_id: move.stage_id,
        status,
        version: deal.version + 1,
        stage_entered_at: '2026-11-21T04:30:00Z',
        next_task: status === 'open' ? planned : null,
      } as MockDeal;
      deals = [moved, ...deals.filter((candidate) => candidate !== deal)];
      return full(moved);
    },
    'POST /tasks': ({ body }) => {
      const { deal_id: dealId, ...task } = body as { deal_id?: string };
      deals = deals.map((deal) =>
        deal.id === dealId ? ({ ...deal, next_task: { id: 'nt', ...task } } as unknown as MockDeal) : deal,
      );
      return { status: 201, body: { id: 'nt', ...task } };
    },
    'POST /deals': ({ body }) => {
      const made = { ...dealOf('new', '', 'New', 's1'), ...(body as object) };
      deals = [made, ...deals];
      return { ...full(made), status: 201 };
    },
    'POST /clients': ({ body }) => ({ status: 201, body: { id: 'c-new', ...(body as object) } }),
    'GET /clients': ok({ items: [], next_cursor: null }),
  };
}
