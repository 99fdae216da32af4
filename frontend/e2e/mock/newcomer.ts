import { me } from './core';
import { ok, type MockTable } from './server';

/** A workspace of today: its administrator alone, no line, no client, no plan. */
export const newcomer: MockTable = {
  'GET /auth/me': ok({ ...me, workspace: { ...me.workspace, is_demo: false } }),
  'GET /users/directory': ok({ items: [{ id: 'u1', name: 'Нана Каладзе', team_id: null }] }),
  'GET /telephony/connections': ok({ items: [] }),
  'GET /clients/count': ok({ count: 0 }),
  'GET /deals/count': ok({ count: 0 }),
  'GET /plans': ok({ items: [] }),
};
