import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Task } from '@/api/contract';
import { tasksGetOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { CallButton } from '@/entities/CallButton';
import { ClientChip } from '@/entities/ClientChip';
import { SinceChip } from '@/entities/deals/StageAge';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { DueChip } from '@/entities/tasks/DueChip';
import { FinishForm } from '@/entities/tasks/FinishForm';
import { useFinish } from '@/entities/tasks/useFinish';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Kbd } from '@/ui/Kbd';
import { SidePanel } from '@/ui/SidePanel';
import { RowSkeletons } from '@/ui/Skeletons';
import { TaskFacts } from './TaskFacts';
import styles from './TaskPanel.module.css';

interface TaskPanelProps {
  taskId: string;
  onClose: () => void;
}

/** The card of one task beside the list: its facts to change, and the form that ends it. */
export function TaskPanel({ taskId, onClose }: TaskPanelProps) {
  const t = useText('tasks');
  const { data, error, refetch } = useQuery(tasksGetOptions({ path: { task_id: taskId } }));
  if (data === undefined) {
    return (
      <SidePanel label={t('card.title')} onClose={onClose}>
        {error === null ? (
          <RowSkeletons rows={5} />
        ) : (
          <ProblemAlert problem={error} onRetry={() => void refetch()} />
        )}
      </SidePanel>
    );
  }
  return data.status === 'open' ? (
    <OpenTask task={data} onClose={onClose} />
  ) : (
    <SidePanel label={t('card.title')} onClose={onClose} header={<Header task={data} />}>
      <Ended task={data} />
    </SidePanel>
  );
}

function OpenTask({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useText('tasks');
  const mayWrite = useCan('tasks:write');
  const ending = useFinish(task);
  const [isBusy, setBusy] = useState(false);
  const run = async (action: () => Promise<boolean>) => {
    setBusy(true);
    const isDone = await action();
    setBusy(false);
    if (isDone) onClose();
  };
  useHotkeys(mayWrite ? [['mod+Enter', () => void run(ending.submit)]] : [], []);
  return (
    <SidePanel
      label={t('card.title')}
      onClose={onClose}
      header={<Header task={task} />}
      footer={
        mayWrite && (
          <div className={styles.footer}>
            <Button variant="subtle" disabled={isBusy} onClick={() => void run(ending.callOff)}>
              {t('card.callOff')}
            </Button>
            <Button
              loading={isBusy}
              rightSection={<Kbd keys="mod+enter" onAccent />}
              aria-keyshortcuts="Meta+Enter Control+Enter"
              onClick={() => void run(ending.submit)}
            >
              {t('finish.done')}
            </Button>
          </div>
        )
      }
    >
      <div className={styles.body}>
        <TaskFacts task={task} isLocked={!mayWrite} />
        <DealLine task={task} />
        {mayWrite && (
          <FinishForm
            task={task}
            draft={ending.draft}
            onDraft={ending.setDraft}
            missing={ending.missing}
            problem={ending.problem}
          />
        )}
      </div>
    </SidePanel>
  );
}

function Header({ task }: { task: Task }) {
  const t = useText('tasks');
  return (
    <div className={styles.header}>
      <h2 className={styles.title}>
        {t(`lead.${task.kind}`)}: {task.title}
      </h2>
      {task.client !== null && (
        <div className={styles.client}>
          <ClientChip client={task.client} withAvatar />
          <CallButton phone={task.client.phone} variant="default" size="xs" />
        </div>
      )}
    </div>
  );
}

function DealLine({ task }: { task: Task }) {
  const t = useText('tasks');
  const { deal } = task;
  if (deal === null) return null;
  return (
    <p>
      <span className={styles.quiet}>{t('list.deal')}</span>{' '}
      <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles.deal}>
        {[deal.title, deal.subtitle].filter(Boolean).join(' · ')}
      </Link>{' '}
      {deal.since != null && <SinceChip since={deal.since} />}
    </p>
  );
}

function Ended({ task }: { task: Task }) {
  const t = useText('tasks');
  const format = useFormat();
  return (
    <div className={styles.body}>
      <p>
        <b>{task.outcome === null ? t(`status.${task.status}`) : t(`outcomes.${task.outcome}`)}</b>
        {task.completed_at !== null && ` · ${format.dateTime(task.completed_at)}`}
      </p>
      {task.note !== null && <p className={styles.note}>{task.note}</p>}
      <p>
        <span className={styles.quiet}>{t('list.due')}</span>{' '}
        <DueChip dueAt={task.due_at} isOpen={false} withDay />
      </p>
      <DealLine task={task} />
    </div>
  );
}
