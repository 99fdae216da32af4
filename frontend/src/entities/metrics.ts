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
    const bareName = (metric: string, month: string) => maybeText('counters', metric, { month }) ?? metric;
    return {
      bareName: (metric: string) => bareName(metric, '').trim(),
      name(figure: MetricFigure) {
        const name = bareName(figure.metric, format.monthName(figure.from));
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
