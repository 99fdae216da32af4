import type { Task } from '@/api/contract';
import { problemMessage } from '@/api/problem';
import { useChangeTask } from '@/entities/tasks/useTaskActions';
import { useText } from '@/i18n/text';
import { atHour, inZone, now } from '@/lib/dates';
import { showToast } from '@/ui/undoToast';

const endOfWork = 17;

/** Everything overdue to today or tomorrow, at its own time of day; today not into the past. */
export function useMoveOverdue() {
  const t = useText('day');
  const change = useChangeTask();
  return async (tasks: readonly Task[], days: 0 | 1) => {
    const moved: { saved: Task; before: string }[] = [];
    try {
      for (const task of tasks) {
        const saved = await change(task, { due_at: movedDue(task.due_at, days) });
        moved.push({ saved, before: task.due_at });
      }
    } catch (problem) {
      showToast({ message: problemMessage(problem), tone: 'danger' });
    }
    if (moved.length === 0) return;
    const undo = async () => {
      for (const { saved, before } of moved) await change(saved, { due_at: before });
    };
    showToast({
      message: t('moved', { count: moved.length }),
      onUndo: () =>
        void undo().catch((problem: unknown) =>
          showToast({ message: problemMessage(problem), tone: 'danger' }),
        ),
    });
  };
}

/** The same time of day; when that is over today, the end of the working day or, in the evening, in an hour. */
export function movedDue(dueAt: string, days: 0 | 1): string {
  const current = now();
  const due = inZone(dueAt);
  const day = current.add(days, 'day');
  const same = atHour(day, due.hour(), due.minute());
  if (same.isAfter(current)) return same.toISOString();
  const end = atHour(day, endOfWork);
  return (end.isAfter(current) ? end : current.add(1, 'hour').startOf('minute')).toISOString();
}
