import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { dealsTimelineInfiniteOptions } from '@/api/queries';
import { cursorPaging } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { TimelineList } from '@/entities/TimelineList';
import { useText } from '@/i18n/text';
import { RowSkeletons } from '@/ui/Skeletons';
import styles from './Answers.module.css';

const pageSize = 30;

/** What happened with the deal, newest first. */
export function DealTimeline({ dealId }: { dealId: string }) {
  const t = useText('deals');
  const common = useText('common');
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    ...dealsTimelineInfiniteOptions({ path: { deal_id: dealId }, query: { limit: pageSize } }),
    ...cursorPaging,
  });
  return (
    <section aria-label={t('card.history')}>
      <h3 className={styles.title}>{t('card.history')}</h3>
      {data === undefined && error === null && <RowSkeletons rows={3} />}
      {data === undefined && error !== null && (
        <ProblemAlert problem={error} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <TimelineList entries={data.pages.flatMap((page) => page.items)} />}
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {common('loadMore')}
        </Button>
      )}
    </section>
  );
}
