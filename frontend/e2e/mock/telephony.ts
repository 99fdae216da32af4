import { ok, type MockTable } from './server';

const connection = {
  id: 't1',
  name: 'Asterisk',
  provider: 'generic',
  hook_url: 'https://crm.example.com/api/v1/telephony/hooks/019a4f0e.k3v8Qm2Zt7',
  time_zone: 'Asia/Tashkent',
  is_active: true,
  last_event_at: '2026-11-21T04:12:00Z',
  created_at: '2026-11-01T04:12:00Z',
  version: 2,
};

export const telephony: MockTable = {
  'GET /telephony/connections': ok({
    items: [
      connection,
      { ...connection, id: 't2', name: 'Zadarma', provider: 'zadarma', last_event_at: null },
      { ...connection, id: 't3', name: 'Twilio, Spain', provider: 'twilio', is_active: false },
    ],
    next_cursor: null,
  }),
  'POST /telephony/connections': ({ body }) => ({
    status: 201,
    body: {
      ...connection,
      id: 't4',
      last_event_at: null,
      ...(body as object),
      secret: 'bs_8d1f0a7c5e4b39281706f5e4d3c2b1a0',
    },
  }),
  'POST /telephony/connections/{id}/rotate': ok({
    ...connection,
    secret: 'bs_c5e4b39281706f5e4d3c2b1a08d1f0a7',
  }),
  'PATCH /telephony/connections/{id}': ({ body }) => ({
    body: { ...connection, ...(body as object), version: 3 },
  }),
  'POST /demo/calls': () => ({
    status: 202,
    body: { provider_call_id: 'demo-1', from_number: '+998901234567' },
  }),
};
