import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Job } from '@/api/contract';
import { jobsGiveUpMutation, jobsListInfiniteOptions, jobsRetryMutation } from '@/api/queries';
import { cursorPaging, invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { maybeText, useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { askFirst } from '@/ui/confirm';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { Row, RowList } from '@/ui/RowList';
import { RowSkeletons } from '@/ui/Skeletons';

/** What failed for good and waits for somebody's decision. */
export function WorkSettings() {
  const t = useText('settings');
  const shell = useText('shell');
  const common = useText('common');
  const client = useQueryClient();
  const jobs = useInfiniteQuery({
    ...jobsListInfiniteOptions({ query: { status: 'dead' } }),
    ...cursorPaging,
  });
  const onSettled = () => invalidateOperation(client, 'jobsList');
  const retry = useMutation({ ...jobsRetryMutation(), onSettled });
  const giveUp = useMutation({ ...jobsGiveUpMutation(), onSettled });
  const items = jobs.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHeader title={shell('settings.work')} facts={t('work.lead')} />
      <ProblemAlert problem={jobs.error ?? retry.error ?? giveUp.error} />
      {jobs.isPending && <RowSkeletons rows={3} />}
      {items?.length === 0 && <EmptyState title={t('work.empty')}>{t('work.emptyHint')}</EmptyState>}
      {items !== undefined && items.length > 0 && (
        <Card flush>
          <RowList>
            {items.map((job) => (
              <JobRow
                key={job.id}
                job={job}
                onRetry={() => retry.mutate({ path: { job_id: job.id } })}
                onGiveUp={() =>
                  askFirst({
                    title: nameOf(job),
                    consequence: t('work.giveUpHint'),
                    confirm: t('work.giveUp'),
                    onConfirm: () => giveUp.mutate({ path: { job_id: job.id } }),
                  })
                }
              />
            ))}
          </RowList>
        </Card>
      )}
      {jobs.hasNextPage && (
        <Button variant="subtle" loading={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
          {common('loadMore')}
        </Button>
      )}
    </>
  );
}

/** A kind of work that this version has no words for is called as the server calls it. */
function nameOf(job: Job): string {
  return maybeText('settings', `work.names.${job.name.replace('.', '_')}`) ?? job.name;
}

function JobRow({ job, onRetry, onGiveUp }: { job: Job; onRetry: () => void; onGiveUp: () => void }) {
  const t = useText('settings');
  const format = useFormat();
  const facts = [
    t('work.failed', { when: format.dateTime(job.finished_at ?? job.run_at) }),
    t('work.attempts', { attempts: format.number(job.attempts) }),
    job.last_error,
  ];
  return (
    <Row
      title={nameOf(job)}
      facts={facts.filter(Boolean).join(' · ')}
      actions={
        <>
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('work.retry')}
          </Button>
          <Button size="xs" variant="subtle" onClick={onGiveUp}>
            {t('work.giveUp')}
          </Button>
        </>
      }
    />
  );
}
