import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { BulkWork } from '@/api/contract';
import {
  bulkCancelMutation,
  bulkGetOptions,
  bulkPauseMutation,
  bulkResumeMutation,
  bulkUndoMutation,
} from '@/api/queries';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { useStore } from '@/lib/store';
import { ProgressBar } from '@/ui/ProgressBar';
import { dealtWith, follow, isGoing, workInHand } from './bulkWork';
import styles from './List.module.css';

const patience = 2000;

/** How far the work is: it can be paused, stopped and, when it is done, taken back. */
export function BulkProgress() {
  const id = useStore(workInHand);
  const { data } = useQuery({
    ...bulkGetOptions({ path: { operation_id: id ?? '' } }),
    enabled: id !== null,
    // Frames tell each step; asking as well only helps when the socket is down.
    refetchInterval: ({ state }) => (state.data !== undefined && isGoing(state.data) ? patience : false),
  });
  return id === null || data === undefined ? null : <Progress work={data} />;
}

function Progress({ work }: { work: BulkWork }) {
  const t = useText('lists');
  const common = useText('common');
  const format = useFormat();
  const path = { operation_id: work.id };
  const options = { onSuccess: follow };
  const pause = useMutation({ ...bulkPauseMutation(), ...options });
  const resume = useMutation({ ...bulkResumeMutation(), ...options });
  const cancel = useMutation({ ...bulkCancelMutation(), ...options });
  const undo = useMutation({ ...bulkUndoMutation(), ...options });
  const problem = pause.error ?? resume.error ?? cancel.error ?? undo.error;
  const total = work.is_undo ? work.done : work.total;
  const left = work.is_undo ? work.kept : work.failed;
  const counted = (key: 'bulk.done' | 'bulk.undone' | 'bulk.failed', count: number) =>
    t(key, { count, shown: format.number(count) });
  return (
    <section role="status" aria-label={t(`bulk.${work.action as 'add_tag'}`)} className={styles.bulk}>
      <strong>{t(`bulk.${work.action as 'add_tag'}`)}</strong>
      {isGoing(work) ? (
        <>
          <div className={styles.progress}>
            <ProgressBar share={total === 0 ? 0 : dealtWith(work) / total} />
          </div>
          <span>
            {t('bulk.progress', { done: format.number(dealtWith(work)), total: format.number(total) })}
          </span>
          {work.state === 'paused' ? (
            <Button size="xs" variant="default" onClick={() => resume.mutate({ path })}>
              {t('bulk.resume')}
            </Button>
          ) : (
            <Button size="xs" variant="default" onClick={() => pause.mutate({ path })}>
              {t('bulk.pause')}
            </Button>
          )}
          {!work.is_undo && (
            <Button size="xs" variant="subtle" onClick={() => cancel.mutate({ path })}>
              {t('bulk.cancel')}
            </Button>
          )}
        </>
      ) : (
        <>
          <span>{work.is_undo ? counted('bulk.undone', work.undone) : counted('bulk.done', work.done)}</span>
          {left > 0 && <span>{counted('bulk.failed', left)}</span>}
          {!work.is_undo && work.done > 0 && (
            <Button
              size="xs"
              variant="default"
              loading={undo.isPending}
              onClick={() => undo.mutate({ path })}
            >
              {common('undo')}
            </Button>
          )}
          <Button size="xs" variant="subtle" onClick={() => workInHand.set(null)}>
            {t('bulk.close')}
          </Button>
        </>
      )}
      {problem !== null && <ProblemAlert problem={problem} />}
    </section>
  );
}
