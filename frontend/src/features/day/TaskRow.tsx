import { UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Task } from '@/api/contract';
import { problemMessage } from '@/api/problem';
import { useCan } from '@/api/session';
import { DueChip } from '@/entities/tasks/DueChip';
import { TaskWords } from '@/entities/tasks/TaskWords';
import { useText } from '@/i18n/text';
import { useArrived } from '@/lib/arrived';
import { classes } from '@/lib/classes';
import { useIsPhone } from '@/ui/useIsPhone';
import styles from './TaskRow.module.css';

interface TaskRowProps {
  task: Task;
  /** It stands in run mode now. */
  isOpen: boolean;
  /** What the server said when it was to be finished. */
  refusal: unknown;
  onOpen: (taskId: string) => void;
  onTick: (task: Task) => void;
}

export function TaskRow({ task, isOpen, refusal, onOpen, onTick }: TaskRowProps) {
  const t = useText('day');
  const mayWrite = useCan('tasks:write');
  const arrived = useArrived(task.version);
  const row = useRef<HTMLLIElement>(null);
  // On a phone the list stands under the task in hand: the page must not run down to it.
  const isPhone = useIsPhone();
  useEffect(() => {
    if (isOpen && !isPhone) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, isPhone]);
  return (
    <li ref={row} className={classes(styles.row, isOpen && styles.open)} data-arrived={arrived || undefined}>
      {mayWrite && (
        <UnstyledButton
          className={styles.circle}
          aria-label={t('tick', { task: task.client?.name ?? task.title })}
          onClick={() => onTick(task)}
        >
          <IconCheck className={styles.check} />
        </UnstyledButton>
      )}
      <UnstyledButton
        className={styles.words}
        aria-current={isOpen || undefined}
        onClick={() => onOpen(task.id)}
      >
        <span className={styles.text}>
          <TaskWords task={task} />
          {refusal !== undefined && <span className={styles.refusal}>{problemMessage(refusal)}</span>}
        </span>
        <DueChip dueAt={task.due_at} />
      </UnstyledButton>
    </li>
  );
}
