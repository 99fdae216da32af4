import { ok, problem, type MockTable } from './server';

const stage = (id: string, position: number, semantics: string, name: string, extra: object = {}) => ({
  id,
  name,
  position,
  semantics,
  color: 'blue',
  hint: null,
  probability: 50,
  required_fields: [],
  required_when: {},
  next_stage_ids: [],
  first_task: null,
  time_limit: null,
  successor_id: null,
  checklist: [],
  proposed_names: [],
  version: 1,
  ...extra,
});

export const furniture = {
  id: 'p1',
  name: 'Furniture',
  position: 1,
  next_step_mode: 'strict',
  second_deal: 'allow',
  restaging: null,
  stages: [
    stage('s1', 1, 'open', 'Contact made', {
      color: 'gray',
      probability: 10,
      hint: 'We know who decides and what they need',
      required_fields: ['client.phone'],
    }),
    stage('s2', 2, 'open', 'Need understood', {
      probability: 30,
      color: 'violet',
      time_limit: {
        hours: 18,
        warn_before_hours: 4,
        escalate: true,
        action: {
          kind: 'task',
          task: { kind: 'call', title: 'Find out what it waits for', in_hours: 2 },
        },
      },
    }),
    stage('s3', 3, 'open', 'Offer sent', {
      probability: 60,
      hint: 'The offer names a price and a date',
      required_fields: ['deal.amount', 'client.email'],
      checklist: [
        {
          id: 'q1',
          question: 'Who decides?',
          kind: 'choice',
          options: ['Director', 'Owner', 'Buyer'],
          is_required: true,
        },
        { id: 'q2', question: 'Seen the showroom?', kind: 'yes_no', options: [], is_required: false },
      ],
    }),
    stage('s4', 4, 'open', 'Contract agreed', { probability: 90, color: 'teal' }),
    stage('s5', 5, 'won', 'Paid', { color: 'green', probability: 100, required_fields: ['deal.amount'] }),
    stage('s6', 6, 'lost', 'Lost', { color: 'red', probability: 0 }),
  ],
  loss_reasons: ['Too expensive', 'Went to somebody else', 'No need any more'].map((name, index) => ({
    id: `r${index + 1}`,
    name,
    position: index + 1,
    parent_id: null,
    return_after_days: null,
  })),
  version: 4,
};

/** Two pipelines; a stage with deals cannot go, and a colleague is always quicker with a rename of a stage. */
export const pipelines: MockTable = {
  'GET /competitors': ok({
    items: [
      { id: 'k1', name: 'Mebel City', is_active: true, created_at: '2026-11-01T05:00:00Z', version: 1 },
    ],
  }),
  'GET /pipelines': ok({
    items: [furniture, { ...furniture, id: 'p2', name: 'Service', position: 2, version: 1 }],
  }),
  'GET /pipelines/templates': ok({
    items: [
      {
        key: 'usual',
        name: 'Sales',
        stages: ['Contact made', 'Need identified', 'Offer sent', 'Paid', 'Lost'],
      },
      { key: 'orders', name: 'Orders', stages: ['Order accepted', 'Invoice sent', 'Paid', 'Lost'] },
    ],
  }),
  'GET /pipelines/p1/contract-fields': ok({
    items: [
      ['deal.amount', 'money', ['gt', 'lt']],
      ['deal.expected_on', 'date', []],
      ['deal.description', 'long_text', []],
      ['client.phone', 'phone', []],
      ['client.email', 'email', []],
      ['client.company', 'company', []],
    ].map(([name, input, operators]) => ({
      name,
      label: null,
      input,
      is_demandable: true,
      kind: name === 'deal.amount' ? 'money' : null,
      operators,
      refers: null,
      options: [],
      option_labels: [],
    })),
  }),
  'GET /pipelines/proposed-names': ({ query }) => ({
    body: { items: query.get('name') === 'Waiting for answer' ? ['Answer received', 'Offer sent'] : [] },
  }),
  'POST /pipelines': ({ body }) => ({ status: 201, body: { ...furniture, ...(body as object), id: 'p2' } }),
  'GET /pipelines/{pipeline_id}/win-back-rules': ok({
    items: [
      {
        id: 'w1',
        source_pipeline_ids: ['p1'],
        loss_reason_ids: ['r1'],
        wait_days: 90,
        stage_id: null,
        owner_kind: 'former',
        owner_id: null,
        task: { kind: 'call', title: 'Ask how things stand now', in_hours: 8 },
        most_daily: 20,
        is_active: true,
        waiting_count: 14,
        opened_count: 3,
        refused_count: 2,
        version: 1,
      },
    ],
  }),
  'PATCH /pipelines/{pipeline_id}/stages/{stage_id}': ({ path, body }) => {
    const change = body as { name?: string };
    if (change.name !== undefined) return problem(412, 'version_conflict');
    const present = furniture.stages.find(({ id }) => id === path.stage_id);
    return { body: { ...present, ...change, version: 2 } };
  },
  'DELETE /pipelines/{pipeline_id}/stages/{stage_id}': () => problem(409, 'stage_in_use'),
  'POST /pipelines/{pipeline_id}/restage': ok({
    moved: 1240,
    examined: 1240,
    is_going: false,
    lacking_count: 37,
    lacking: Array.from({ length: 37 }, (_, index) => ({
      id: `d${index}`,
      title: `Kitchen, order ${index + 1}`,
    })),
  }),
};
