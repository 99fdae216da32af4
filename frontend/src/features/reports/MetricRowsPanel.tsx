import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { MetricRow } from '@/api/contract';
import { reportsMetricRowsInfiniteOptions } from '@/api/queries';
import { cursorPaging } from '@/api/queryClient';
import { useMetricWords } from '@/entities/metrics';
import { usePerson } from '@/entities/people';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { EmptyState } from '@/ui/EmptyState';
import { SidePanel } from '@/ui/SidePanel';
import { RowSkeletons } from '@/ui/Skeletons';
import styles from './MetricRowsPanel.module.css';

const route = getRouteApi('/_shell/reports/$metric');

/** Exactly the rows that a figure counts, newest first; each leads to its record. */
export function MetricRowsPanel() {
  const t = useText('reports');
  const common = useText('common');
  const format = useFormat();
  const words = useMetricWords();
  const { metric } = route.useParams();
  const { user_id, team_id, from, to, month } = route.useSearch();
  const person = usePerson(user_id);
  const navigate = useNavigate();
  const rows = useInfiniteQuery({
    ...reportsMetricRowsInfiniteOptions({ path: { name: metric }, query: { user_id, team_id, from, to } }),
    ...cursorPaging,
    initialPageParam: { path: { name: metric } },
  });
  const found = rows.data?.pages.flatMap((page) => page.items);
  const period = from !== undefined && to !== undefined && t('rows.period', span(from, to, format.date));
  return (
    <SidePanel
      label={t('rows.label')}
      onClose={() => void navigate({ to: '/reports', search: { month } })}
      header={
        <div>
          <h2 className={styles.title}>{words.bareName(metric)}</h2>
          <p className={styles.facts}>{[person?.name, period].filter(Boolean).join(' · ')}</p>
        </div>
      }
    >
      {rows.error !== null && <ProblemAlert problem={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isPending && <RowSkeletons />}
      {found?.length === 0 && <EmptyState title={t('rows.empty')} />}
      <ul className={styles.rows}>
        {found?.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {rows.hasNextPage && (
        <Button variant="subtle" loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {common('loadMore')}
        </Button>
      )}
    </SidePanel>
  );
}

/** The end of a time is its first moment no more: the last day is the one before. */
function span(from: string, to: string, date: (moment: string) => string) {
  return { from: date(from), to: date(new Date(Date.parse(to) - 1).toISOString()) };
}

function Row({ row }: { row: MetricRow }) {
  const t = useText('reports');
  const format = useFormat();
  const person = usePerson(row.user_id);
  const number = row.title === '' ? t('rows.hidden') : row.title;
  const title = row.subject.type === 'call' ? format.phone(number) : number;
  const facts = [format.dateTime(row.at), person?.name].filter(Boolean).join(' · ');
  const content = (
    <>
      <span className={styles.what}>
        <span className={styles.name}>{title}</span>
        <span className={styles.facts}>{facts}</span>
      </span>
      {row.amount !== null && row.currency !== null && (
        <span className={styles.amount}>{format.money(row.amount, row.currency)}</span>
      )}
    </>
  );
  return (
    <li>
      {row.subject.type === 'deal' ? (
        <Link to="/deals/$dealId" params={{ dealId: row.subject.id }} className={styles.row}>
          {content}
        </Link>
      ) : row.subject.type === 'call' ? (
        <Link to="/calls/$callId" params={{ callId: row.subject.id }} className={styles.row}>
          {content}
        </Link>
      ) : (
        <Link to="/tasks" className={styles.row}>
          {content}
        </Link>
      )}
    </li>
  );
}
