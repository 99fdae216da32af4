import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MetricProgress } from '@/api/contract';
import { plansProgressOptions } from '@/api/queries';
import { useTopic } from '@/api/realtime/realtime';
import { useMe } from '@/api/session';
import { useText } from '@/i18n/text';
import { currentMonth } from '@/lib/dates';
import { decimalToNumber } from '@/lib/decimal';
import { ProgressBar } from '@/ui/ProgressBar';
import styles from './CountersStrip.module.css';
import { useMetricWords } from './metrics';

interface CountersStripProps {
  /** Whose counters; the person herself when left out. */
  userId?: string;
}

/** Fact, plan and what is left of every metric that has a plan, live; each opens the rows behind it. */
export function CountersStrip({ userId }: CountersStripProps) {
  const t = useText('counters');
  const me = useMe();
  const person = userId ?? me.user.id;
  useTopic('counters');
  const month = currentMonth();
  const { data } = useQuery(plansProgressOptions({ query: { month, user_id: person } }));
  const metrics = data?.items
    .find((item) => item.user_id === person)
    ?.metrics.filter((metric) => metric.target !== null);

  if (data !== undefined && (metrics === undefined || metrics.length === 0)) return null;
  return (
    <section aria-label={t('title')} className={styles.strip}>
      {metrics === undefined
        ? Array.from({ length: 4 }, (_, cell) => <Skeleton key={cell} className={styles.placeholder} />)
        : metrics.map((metric) => (
            <Counter key={`${metric.metric}:${metric.period}`} metric={metric} userId={person} />
          ))}
    </section>
  );
}

function Counter({ metric, userId }: { metric: MetricProgress; userId: string }) {
  const t = useText('counters');
  const words = useMetricWords();
  const fact = decimalToNumber(metric.fact);
  const target = decimalToNumber(metric.target);
  const isDone = target > 0 && fact >= target;
  const left = metric.unit === 'count' && !isDone && metric.remaining !== null;
  return (
    <Link
      to="/reports/$metric"
      params={{ metric: metric.metric }}
      search={{ user_id: userId, from: metric.from, to: metric.to }}
      className={styles.counter}
      title={
        metric.expected_now === null
          ? undefined
          : t('expected', { expected: words.value(metric, metric.expected_now) })
      }
    >
      <span className={styles.name}>{words.name(metric)}</span>
      <span className={styles.figures}>
        <span className={styles.fact}>{words.value(metric, metric.fact)}</span>
        <span className={styles.target}>
          {t('of', { target: words.target(metric) })}
          {left && ` · ${t('left', { remaining: words.value(metric, metric.remaining ?? '0') })}`}
        </span>
      </span>
      <ProgressBar
        share={target === 0 ? 0 : fact / target}
        expected={
          metric.expected_now === null || target === 0 ? null : decimalToNumber(metric.expected_now) / target
        }
        tone={isDone ? 'done' : 'accent'}
      />
    </Link>
  );
}
