import type { MetricProgress, PersonProgress } from '@/api/contract';

export interface FigureColumn {
  key: string;
  metric: MetricProgress['metric'];
  period: MetricProgress['period'];
}

export const keyOf = (figure: Pick<MetricProgress, 'metric' | 'period'>) =>
  `${figure.metric}:${figure.period}`;

const order = [
  'deals_won',
  'deals_won_amount',
  'calls_made',
  'calls_answered',
  'meetings_held',
  'deals_revived',
  'deals_revived_won',
  'deals_revived_amount',
];

/** The figures that anybody has, in their usual order: of those planned by somebody, else all. */
export function columnsOf(people: readonly PersonProgress[]): FigureColumn[] {
  const figures = people.flatMap((person) => person.metrics);
  const planned = figures.filter((figure) => figure.target !== null);
  const found = new Map<string, FigureColumn>();
  for (const figure of planned.length > 0 ? planned : figures) {
    const key = keyOf(figure);
    found.set(key, { key, metric: figure.metric, period: figure.period });
  }
  return [...found.values()].sort(
    (one, other) =>
      order.indexOf(one.metric) - order.indexOf(other.metric) || one.key.localeCompare(other.key),
  );
}

/** Behind what today should be by a third is red; a plan reached is green. */
export function toneOf(fact: number, target: number, expected: number): 'accent' | 'done' | 'danger' {
  if (target > 0 && fact >= target) return 'done';
  const tolerated = 2 / 3;
  return expected > 0 && fact < expected * tolerated ? 'danger' : 'accent';
}
