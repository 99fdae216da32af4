import type { Task } from '@/api/contract';
import { DueChip } from '@/entities/tasks/DueChip';
import { TaskWords } from '@/entities/tasks/TaskWords';
import { UserAvatar } from '@/entities/UserAvatar';
import styles from './TaskLine.module.css';

/** A task as a card of the list on a phone. */
export function TaskLine({ task }: { task: Task }) {
  return (
    <div className={styles.line}>
      <TaskWords task={task} />
      <div className={styles.side}>
        <DueChip dueAt={task.due_at} isOpen={task.status === 'open'} />
        <UserAvatar userId={task.assignee_id} />
      </div>
    </div>
  );
}
