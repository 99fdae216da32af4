import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DuplicatePair } from '@/api/contract';
import {
  duplicatesCheckMutation,
  duplicatesCheckStateOptions,
  duplicatesCountOptions,
  duplicatesListInfiniteOptions,
} from '@/api/queries';
import { cursorPaging, invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { Chip } from '@/ui/Chip';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import styles from './DuplicatesScreen.module.css';
import { PairReview } from './PairReview';

const pollMilliseconds = 1500;
/** From here on two records are most likely one. */
const likely = 80;
/** The key at that place of the keyboard: a Russian or Georgian layout has other letters there. */
const byPlace = { preventDefault: true, usePhysicalKeys: true };

/** Pairs that may be one client, the likeliest first, reviewed by keyboard. */
export function DuplicatesScreen() {
  const t = useText('duplicates');
  const format = useFormat();
  const count = useQuery(duplicatesCountOptions());
  const list = useInfiniteQuery({ ...duplicatesListInfiniteOptions({}), ...cursorPaging });
  const pairs = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [at, setAt] = useState(0);
  const place = Math.min(at, Math.max(0, pairs.length - 1));
  const pair = pairs[place];
  const go = (step: number) => {
    const next = Math.max(0, Math.min(pairs.length - 1, place + step));
    setAt(next);
    if (next >= pairs.length - 2 && list.hasNextPage) void list.fetchNextPage();
  };
  useHotkeys([
    ['j', () => go(1), byPlace],
    ['k', () => go(-1), byPlace],
  ]);
  return (
    <>
      <PageHeader
        title={t('title')}
        facts={count.data && t('left', { shown: format.number(count.data.count) })}
        actions={<SearchWholeBase />}
      />
      <ProblemAlert problem={list.error} onRetry={() => void list.refetch()} />
      {list.isLoading && <RowSkeletons />}
      {list.data !== undefined && pair === undefined && (
        <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
      )}
      {pair !== undefined && (
        <div className={styles.screen}>
          <Card flush title={t('pairs')} className={styles.list}>
            <ul className={styles.pairs}>
              {pairs.map((one, index) => (
                <li key={one.id}>
                  <PairLine pair={one} isOpen={index === place} onOpen={() => setAt(index)} />
                </li>
              ))}
            </ul>
          </Card>
          <PairReview key={pair.id} pair={pair} />
        </div>
      )}
    </>
  );
}

interface PairLineProps {
  pair: DuplicatePair;
  isOpen: boolean;
  onOpen: () => void;
}

function PairLine({ pair, isOpen, onOpen }: PairLineProps) {
  const t = useText('duplicates');
  return (
    <button type="button" className={styles.pair} aria-current={isOpen || undefined} onClick={onOpen}>
      <span className={styles.names}>
        {pair.one.name} · {pair.other.name}
      </span>
      <Chip tone={pair.score >= likely ? 'accent' : 'neutral'}>{t('score', { score: pair.score })}</Chip>
    </button>
  );
}

function SearchWholeBase() {
  const t = useText('duplicates');
  const format = useFormat();
  const client = useQueryClient();
  const state = useQuery({
    ...duplicatesCheckStateOptions(),
    refetchInterval: ({ state: { data } }) => (data?.check?.state === 'running' ? pollMilliseconds : false),
  });
  const check = state.data?.check;
  const isRunning = check?.state === 'running';
  const start = useMutation({
    ...duplicatesCheckMutation(),
    onSettled: () => invalidateOperation(client, 'duplicatesCheckState'),
  });
  useQuery({
    queryKey: ['duplicates after check', check?.finished_at],
    queryFn: async () => {
      await invalidateOperation(client, 'duplicatesList');
      await invalidateOperation(client, 'duplicatesCount');
      return true;
    },
    enabled: check?.finished_at != null,
    staleTime: Infinity,
  });
  return (
    <>
      <span className={styles.state} aria-live="polite">
        {isRunning &&
          t('checking', { done: format.number(check.compared), all: format.number(check.clients) })}
        {check?.finished_at != null && t('checked', { when: format.dateTime(check.finished_at) })}
      </span>
      <Button variant="default" loading={start.isPending || isRunning} onClick={() => start.mutate({})}>
        {t('check')}
      </Button>
    </>
  );
}
