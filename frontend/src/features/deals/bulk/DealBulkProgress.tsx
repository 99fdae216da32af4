import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { BulkLeftOut, BulkWork, Pipeline } from '@/api/contract';
import { bulkGetOptions, bulkRowsOptions, bulkUndoMutation, dealsGetOptions } from '@/api/queries';
import { useText, maybeText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { ProgressBar } from '@/ui/ProgressBar';
import { refreshDeals } from '../dealCache';
import { requirementLabel } from '../move/RequirementField';
import { useDealMoves } from '../move/MovesContext';
import { dealWork } from './dealChoice';
import styles from './DealBulk.module.css';

const patience = 2000;
const isGoing = (work: BulkWork) => ['queued', 'running', 'paused'].includes(work.state);

/** How far the work is; at its end which deals stayed, what each lacks, and the way to its form. */
export function DealBulkProgress({ id, pipeline }: { id: string; pipeline: Pipeline }) {
  const client = useQueryClient();
  const { data } = useQuery({
    ...bulkGetOptions({ path: { operation_id: id } }),
    // Frames tell each step; asking as well only helps when the socket is down.
    refetchInterval: ({ state }) => (state.data === undefined || isGoing(state.data) ? patience : false),
  });
  const isOver = data !== undefined && !isGoing(data);
  useEffect(() => {
    if (isOver) refreshDeals(client);
  }, [client, isOver]);
  return data === undefined ? null : <Progress work={data} pipeline={pipeline} />;
}

function Progress({ work, pipeline }: { work: BulkWork; pipeline: Pipeline }) {
  const t = useText('lists');
  const common = useText('common');
  const format = useFormat();
  const client = useQueryClient();
  const undo = useMutation({
    ...bulkUndoMutation(),
    onSuccess: (going) =>
      client.setQueryData(bulkGetOptions({ path: { operation_id: going.id } }).queryKey, going),
  });
  const left = work.is_undo ? work.kept : work.failed;
  const handled = work.is_undo ? work.undone + work.kept : work.done + work.unchanged + work.failed;
  const total = work.is_undo ? work.done : work.total;
  const counted = (key: 'bulk.dealsDone' | 'bulk.dealsUndone' | 'bulk.staying', count: number) =>
    t(key, { count, shown: format.number(count) });
  const title = work.action === 'move' ? t('bulk.move') : t('bulk.assign_owner');
  return (
    <section role="status" aria-label={title} className={styles.bar}>
      <strong>{title}</strong>
      {isGoing(work) ? (
        <>
          <div className={styles.progress}>
            <ProgressBar share={total === 0 ? 0 : handled / total} />
          </div>
          <span>{t('bulk.progress', { done: format.number(handled), total: format.number(total) })}</span>
        </>
      ) : (
        <>
          <span>
            {work.is_undo ? counted('bulk.dealsUndone', work.undone) : counted('bulk.dealsDone', work.done)}
          </span>
          {left > 0 && <span>{counted('bulk.staying', left)}</span>}
          {work.action !== 'move' && !work.is_undo && work.done > 0 && (
            <Button
              size="xs"
              variant="default"
              loading={undo.isPending}
              onClick={() => undo.mutate({ path: { operation_id: work.id } })}
            >
              {common('undo')}
            </Button>
          )}
          <Button size="xs" variant="subtle" onClick={() => dealWork.set(null)}>
            {t('bulk.close')}
          </Button>
          {left > 0 && <LeftOut work={work} pipeline={pipeline} />}
        </>
      )}
    </section>
  );
}

function LeftOut({ work, pipeline }: { work: BulkWork; pipeline: Pipeline }) {
  const { data } = useQuery(bulkRowsOptions({ path: { operation_id: work.id } }));
  return (
    <ul className={styles.rows}>
      {data?.items.map((row) => (
        <Refused key={row.record_id} row={row} work={work} pipeline={pipeline} />
      ))}
    </ul>
  );
}

interface RefusedProps {
  row: BulkLeftOut;
  work: BulkWork;
  pipeline: Pipeline;
}

function Refused({ row, work, pipeline }: RefusedProps) {
  const t = useText('lists');
  const client = useQueryClient();
  const navigate = useNavigate({ from: '/deals' });
  const { begin } = useDealMoves();
  const missing = missingOf(row.detail);
  const stageId = work.params.stage_id;
  const fill = async () => {
    const deal = await client.fetchQuery({
      ...dealsGetOptions({ path: { deal_id: row.record_id } }),
      staleTime: 0,
    });
    await navigate({ to: '/deals/$dealId', params: { dealId: deal.id }, search: (known) => known });
    if (typeof stageId === 'string') begin(deal, stageId, 'card');
  };
  return (
    <li className={styles.row}>
      <div>
        <p>{row.subject?.title ?? row.record_id}</p>
        <p className={styles.fact}>
          {missing.length > 0
            ? t('bulk.lacks', { things: missing.map(requirementLabel).join(', ') })
            : maybeText('problems', row.error ?? 'unknown')}
        </p>
      </div>
      {work.action === 'move' &&
        row.error === 'stage_requirements_missing' &&
        pipeline.stages.some(({ id }) => id === stageId) && (
          <Button size="xs" variant="default" onClick={() => void fill()}>
            {t('bulk.openForm')}
          </Button>
        )}
    </li>
  );
}

/** The labels of what a deal lacks. */
function missingOf(detail: unknown): string[] {
  if (typeof detail !== 'object' || detail === null || !('missing' in detail)) return [];
  const { missing } = detail;
  if (!Array.isArray(missing)) return [];
  return missing.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'label' in one && typeof one.label === 'string'
      ? [one.label]
      : [],
  );
}
