import type { Dayjs } from 'dayjs';
import type { Task, TaskDay } from '@/api/contract';
import { daysBetween, inZone, now } from '@/lib/dates';

export type DayGroup = 'overdue' | 'today' | 'tomorrow';
export const dayGroups = ['overdue', 'today', 'tomorrow'] as const satisfies readonly DayGroup[];

/** Where a task stands in the day; null when it is due later than tomorrow. */
export function groupOf(task: Pick<Task, 'due_at'>, current: Dayjs = now()): DayGroup | null {
  const distance = daysBetween(current, inZone(task.due_at));
  if (distance < 0) return 'overdue';
  if (distance === 0) return 'today';
  return distance === 1 ? 'tomorrow' : null;
}

/** What is to be worked through, in order; tomorrow's tasks are not a part of it. */
export function runOrder(day: TaskDay): Task[] {
  return [...day.overdue, ...day.today];
}

export function allTasks(day: TaskDay): Task[] {
  return [...day.overdue, ...day.today, ...day.tomorrow];
}

/** The task to go on with after this one: the one behind it, or the first that was left out. */
export function nextAfter(day: TaskDay, taskId: string): Task | null {
  const order = runOrder(day);
  const index = order.findIndex((task) => task.id === taskId);
  const others = order.filter((task) => task.id !== taskId);
  if (index < 0) return others[0] ?? null;
  return others[index] ?? others[0] ?? null;
}

export function withoutTask(day: TaskDay, taskId: string): TaskDay {
  const without = (tasks: Task[]) => tasks.filter((task) => task.id !== taskId);
  const overdue = without(day.overdue);
  return {
    ...day,
    overdue,
    overdue_total: day.overdue_total + overdue.length - day.overdue.length,
    today: without(day.today),
    tomorrow: without(day.tomorrow),
    next_meeting: day.next_meeting?.id === taskId ? null : day.next_meeting,
  };
}

/** The day with the task at the place where its time puts it; not on the list when it is done or due much later. */
export function withTask(day: TaskDay, task: Task, current: Dayjs = now()): TaskDay {
  const rest = withoutTask(day, task.id);
  const group = task.status === 'open' ? groupOf(task, current) : null;
  if (group === null) return rest;
  const sorted = [...rest[group], task].sort((left, right) => left.due_at.localeCompare(right.due_at));
  const overdue_total = rest.overdue_total + (group === 'overdue' ? 1 : 0);
  return { ...rest, overdue_total, [group]: sorted };
}

/** Tomorrow at the same time of day: what "later" means for a task. */
export function snoozedUntil(dueAt: string, current: Dayjs = now()): string {
  const due = inZone(dueAt);
  return current.add(1, 'day').hour(due.hour()).minute(due.minute()).startOf('minute').toISOString();
}
