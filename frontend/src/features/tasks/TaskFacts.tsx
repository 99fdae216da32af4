import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Task } from '@/api/contract';
import { problemMessage } from '@/api/problem';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useChangeTask } from '@/entities/tasks/useTaskActions';
import { UserPicker } from '@/entities/UserPicker';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { DateTimeInput } from '@/ui/DateTimeInput';
import { showToast } from '@/ui/undoToast';
import styles from './TaskFacts.module.css';

interface TaskFactsProps {
  task: Task;
  isLocked: boolean;
}

/** What, when and who of an open task; each change is saved at once and can be taken back. */
export function TaskFacts({ task, isLocked }: TaskFactsProps) {
  const t = useText('tasks');
  const entities = useText('entities');
  const format = useFormat();
  const change = useChangeTask();
  const [title, setTitle] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  const save = async (values: Parameters<typeof change>[1]) => {
    setProblem(null);
    const before = { title: task.title, due_at: task.due_at, assignee_id: task.assignee_id };
    try {
      const saved = await change(task, values);
      const undo = () =>
        void change(saved, before).catch((refusal: unknown) =>
          showToast({ message: problemMessage(refusal), tone: 'danger' }),
        );
      showToast({ message: t('card.saved'), onUndo: undo });
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  const saveTitle = () => {
    const words = title?.trim() ?? '';
    setTitle(null);
    if (words !== '' && words !== task.title) void save({ title: words });
  };

  if (isLocked) return <p>{format.dateTime(task.due_at)}</p>;
  return (
    <div className={styles.facts}>
      <TextInput
        className={styles.wide}
        label={entities('nextStep.what')}
        value={title ?? task.title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onBlur={saveTitle}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) saveTitle();
        }}
      />
      <DateTimeInput
        label={entities('nextStep.when')}
        value={task.due_at}
        onChange={(due_at) => void save({ due_at })}
      />
      <UserPicker
        label={t('assignee')}
        value={task.assignee_id}
        onChange={(userId) => {
          if (userId !== null && userId !== task.assignee_id) void save({ assignee_id: userId });
        }}
      />
      {task.note !== null && (
        <p className={styles.note}>
          <span className={styles.quiet}>{t('note')}</span> {task.note}
        </p>
      )}
      {task.place !== null && (
        <p className={styles.note}>
          <span className={styles.quiet}>{t('place')}</span> {task.place}
        </p>
      )}
      <div className={styles.wide}>
        <ProblemAlert problem={problem} />
      </div>
    </div>
  );
}
