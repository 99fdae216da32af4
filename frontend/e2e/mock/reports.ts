import { people, progressOf } from './core';
import { ok, type MockTable } from './server';

const month = '2026-11';

const plan = (metric: string, period: 'month' | 'day', userId: string | null, target: string) => ({
  id: `${metric}-${userId ?? 'all'}`,
  metric,
  month,
  period,
  user_id: userId,
  team_id: null,
  target,
});

const won = [
  ['Школьная столовая', '2026-11-20T09:00:00Z', '21400000.00'],
  ['საძინებლის ავეჯი', '2026-11-19T05:41:00Z', '11100000.00'],
  ['Office, 2nd floor, sixteen places with all cupboards', '2026-11-17T07:12:00Z', '22000000.00'],
];

/** Plan and fact of a department, and the rows under a figure. */
export const reports: MockTable = {
  'GET /plans/progress': ok({
    month,
    items: people.slice(0, 3).map(({ id, name }, index) => progressOf(id, name, 1 + index * 0.4)),
    total: progressOf('', '', 3).metrics,
  }),
  'GET /plans': ok({
    items: people
      .slice(0, 3)
      .flatMap(({ id }) => [
        plan('deals_won', 'month', id, '10'),
        plan('deals_won_amount', 'month', id, '140000000.00'),
        plan('calls_made', 'day', id, '40'),
      ]),
  }),
  'GET /reports/metrics/{name}/rows': ok({
    items: won.map(([title, at, amount], index) => ({
      subject: { type: 'deal', id: `d${index}` },
      title,
      at,
      amount,
      currency: 'UZS',
      user_id: people[index]?.id ?? null,
    })),
    next_cursor: null,
  }),
};
