import { useMemo } from 'react';
import type { MetricProgress } from '@/api/contract';
import { maybeText, useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';

type MetricFigure = Pick<MetricProgress, 'metric' | 'unit' | 'currency' | 'period' | 'target' | 'from'>;

/** A metric's name and its figures as people say them: "Deals closed in November", "86,4", "140 млн сум". */
export function useMetricWords() {
  const t = useText('counters');
  const format = useFormat();
  return useMemo(() => {
    return {
      bareName: (metric: string) => maybeText('counters', `bare.${metric}`) ?? metric,
      name(figure: MetricFigure) {
        const month = format.monthName(figure.from);
        const name = maybeText('counters', figure.metric, { month }) ?? figure.metric;
        return figure.period === 'day' ? t('today', { name }) : name;
      },
      /** Without the currency: the target beside it has it. */
      value: (figure: MetricFigure, value: string) =>
        figure.unit === 'money' ? format.short(value) : format.decimal(value),
      target: (figure: MetricFigure) =>
        figure.unit === 'money' && figure.currency !== null
          ? format.shortMoney(figure.target ?? '0', figure.currency)
          : format.decimal(figure.target ?? '0'),
    };
  }, [t, format]);
}
