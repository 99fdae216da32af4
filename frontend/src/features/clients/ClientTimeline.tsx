import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { clientsTimelineInfiniteOptions } from '@/api/queries';
import { cursorPaging } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { TimelineList } from '@/entities/TimelineList';
import { useText } from '@/i18n/text';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { RowSkeletons } from '@/ui/Skeletons';
import { PinnedNotes, usePinnedNotes } from './card/PinnedNotes';
import styles from './ClientTimeline.module.css';
import { timelineKinds, typesOf, type TimelineKind } from './timelineKinds';

const pageSize = 30;

/** What happened with the client, newest first, of the kinds that the person wants to see. */
export function ClientTimeline({ clientId }: { clientId: string }) {
  const t = useText('clients');
  const common = useText('common');
  const [kind, setKind] = useState<TimelineKind>('all');
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery({
      ...clientsTimelineInfiniteOptions({
        path: { client_id: clientId },
        query: { types: typesOf(kind), limit: pageSize },
      }),
      ...cursorPaging,
      initialPageParam: { path: { client_id: clientId } },
    });
  const pinned = usePinnedNotes(clientId);
  return (
    <>
      <PinnedNotes {...pinned} />
      <ChoiceChips
        label={t('timeline.kinds')}
        choices={timelineKinds.map((value) => ({ value, label: t(`timeline.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      {error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {isPending ? (
        <RowSkeletons rows={4} />
      ) : (
        <TimelineList entries={data?.pages.flatMap((page) => page.items) ?? []} action={pinned.action} />
      )}
      {hasNextPage && (
        <Button
          variant="subtle"
          className={styles.more}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {common('loadMore')}
        </Button>
      )}
    </>
  );
}
