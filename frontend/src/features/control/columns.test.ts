import { describe, expect, it } from 'vitest';
import type { MetricProgress, PersonProgress } from '@/api/contract';
import { columnsOf, toneOf } from './columns';

const figure = (
  metric: MetricProgress['metric'],
  period: MetricProgress['period'],
  target: string | null,
) => ({
  metric,
  period,
  unit: 'count' as const,
  currency: null,
  fact: '0.00',
  target,
  remaining: target,
  expected_now: target,
  from: '2026-11-01T00:00:00Z',
  to: '2026-12-01T00:00:00Z',
});
const person = (metrics: MetricProgress[]): PersonProgress => ({
  user_id: 'u',
  user_name: 'N',
  team_id: null,
  month: '2026-11',
  metrics,
  version: 1,
});

describe('the columns of control', () => {
  it('shows what anybody has a plan for, in the usual order', () => {
    const people = [
      person([figure('calls_made', 'day', '40'), figure('deals_won', 'month', null)]),
      person([figure('deals_won', 'month', '10'), figure('meetings_held', 'month', null)]),
    ];
    expect(columnsOf(people).map((column) => column.key)).toEqual(['deals_won:month', 'calls_made:day']);
  });
  it('shows everything while nobody has a plan', () => {
    expect(
      columnsOf([person([figure('calls_made', 'day', null), figure('deals_won', 'month', null)])]),
    ).toHaveLength(2);
  });
});

describe('the tone of a figure', () => {
  it('is done at the plan, red far behind, plain between', () => {
    expect(toneOf(10, 10, 5)).toBe('done');
    expect(toneOf(3, 10, 5)).toBe('danger');
    expect(toneOf(4, 10, 5)).toBe('accent');
    expect(toneOf(0, 10, 0)).toBe('accent');
  });
});
