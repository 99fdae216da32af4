import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import type { MetricProgress } from '@/api/contract';
import { plansProgressOptions } from '@/api/queries';
import { useTopic } from '@/api/realtime/realtime';
import { useMetricWords } from '@/entities/metrics';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { currentMonth } from '@/lib/dates';
import { decimalToNumber } from '@/lib/decimal';
import { Card } from '@/ui/Card';
import { MonthPicker } from '@/entities/MonthPicker';
import { PageHeader } from '@/ui/PageHeader';
import { ProgressBar } from '@/ui/ProgressBar';
import { RowSkeletons } from '@/ui/Skeletons';
import { SplitView } from '@/ui/SplitView';
import styles from './ReportsScreen.module.css';

const route = getRouteApi('/_shell/reports');

/** The figures of a month; each opens beside the list into the rows that it counts. */
export function ReportsScreen() {
  return (
    <SplitView panel={<Outlet />}>
      <MonthFigures />
    </SplitView>
  );
}

function MonthFigures() {
  const t = useText('reports');
  const shell = useText('shell');
  useTopic('counters');
  const { month = currentMonth() } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(plansProgressOptions({ query: { month } }));
  return (
    <>
      <PageHeader
        title={shell('navigation.reports')}
        actions={
          <MonthPicker
            month={month}
            onMonth={(chosen) => void navigate({ to: '/reports', search: { month: chosen } })}
          />
        }
      />
      {error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      <Card title={t('figures')}>
        <p className={styles.hint}>{t('hint')}</p>
        {data === undefined ? (
          <RowSkeletons rows={5} />
        ) : (
          <ul className={styles.figures}>
            {data.total.map((figure) => (
              <Figure key={`${figure.metric}:${figure.period}`} figure={figure} month={month} />
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}

function Figure({ figure, month }: { figure: MetricProgress; month: string }) {
  const counters = useText('counters');
  const words = useMetricWords();
  const fact = decimalToNumber(figure.fact);
  const target = decimalToNumber(figure.target);
  const expected = figure.expected_now === null ? null : decimalToNumber(figure.expected_now) / target;
  return (
    <li>
      <Link
        to="/reports/$metric"
        params={{ metric: figure.metric }}
        search={{ month, from: figure.from, to: figure.to }}
        className={styles.figure}
      >
        <span className={styles.what}>{words.name(figure)}</span>
        <span className={styles.bar}>
          {target > 0 && (
            <ProgressBar
              share={fact / target}
              expected={expected}
              tone={fact >= target ? 'done' : 'accent'}
            />
          )}
        </span>
        <span className={styles.numbers}>
          <strong>{words.value(figure, figure.fact)}</strong>
          {figure.target !== null && <span>{counters('of', { target: words.target(figure) })}</span>}
        </span>
      </Link>
    </li>
  );
}
