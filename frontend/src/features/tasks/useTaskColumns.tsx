import { useMemo } from 'react';
import type { Task } from '@/api/contract';
import { ClientChip } from '@/entities/ClientChip';
import { DueChip } from '@/entities/tasks/DueChip';
import { UserAvatar } from '@/entities/UserAvatar';
import { useText } from '@/i18n/text';
import { Chip } from '@/ui/Chip';
import type { DataColumn } from '@/ui/DataTable';
import styles from './useTaskColumns.module.css';

/** What stays in the table while the card of a task stands beside it. */
const narrowColumns = new Set(['what', 'client', 'due']);

/** The columns of the table of tasks. */
export function useTaskColumns(isNarrow: boolean): DataColumn<Task>[] {
  const t = useText('tasks');
  return useMemo(() => {
    const columns: DataColumn<Task>[] = [
      {
        id: 'what',
        header: t('list.what'),
        track: 'minmax(0, 2.4fr)',
        cell: (task) => (
          <span className={styles.what}>
            {t(`lead.${task.kind}`)}: <b className={styles.title}>{task.title}</b>
          </span>
        ),
      },
      {
        id: 'client',
        header: t('list.client'),
        track: 'minmax(0, 1.7fr)',
        cell: (task) =>
          task.client === null ? null : (
            <span onClick={(event) => event.stopPropagation()} role="presentation">
              <ClientChip client={{ id: task.client.id, name: task.client.name }} />
            </span>
          ),
      },
      {
        id: 'deal',
        header: t('list.deal'),
        track: 'minmax(0, 1.8fr)',
        cell: (task) =>
          task.deal === null ? null : [task.deal.title, task.deal.subtitle].filter(Boolean).join(' · '),
      },
      {
        id: 'due',
        header: t('list.due'),
        track: 'minmax(0, 1.3fr)',
        sortKey: 'due_at',
        cell: (task) => <DueChip dueAt={task.due_at} isOpen={task.status === 'open'} withDay />,
      },
      {
        id: 'outcome',
        header: t('list.status'),
        track: 'minmax(0, 1fr)',
        cell: (task) => <Status task={task} />,
      },
      {
        id: 'assignee',
        header: t('list.assignee'),
        track: 'minmax(0, 0.7fr)',
        cell: (task) => <UserAvatar userId={task.assignee_id} />,
      },
    ];
    return isNarrow ? columns.filter(({ id }) => narrowColumns.has(id)) : columns;
  }, [t, isNarrow]);
}

function Status({ task }: { task: Task }) {
  const t = useText('tasks');
  if (task.status === 'open') return <span className={styles.quiet}>{t('status.open')}</span>;
  if (task.status === 'cancelled') return <Chip>{t('status.cancelled')}</Chip>;
  return <Chip tone="done">{task.outcome === null ? t('status.done') : t(`outcomes.${task.outcome}`)}</Chip>;
}
