import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { FinishInput, Task, TaskDay } from '@/api/contract';
import { tasksCompleteMutation, tasksDayQueryKey, tasksChangeMutation } from '@/api/queries';
import { invalidateOperation, operationOf } from '@/api/queryClient';
import { withoutTask, withTask } from './dayGroups';

const dayOperation = () => tasksDayQueryKey()[0]._id;

/** Everything that shows tasks or depends on them. */
const dependants = [
  'tasksDay',
  'tasksList',
  'tasksGet',
  'dealsGet',
  'dealsBoard',
  'dealsList',
  'dealsTimeline',
  'clientsTimeline',
];

export function refreshTasks(client: QueryClient): void {
  for (const operation of dependants) void invalidateOperation(client, operation);
}

/** Draws the change at once on every cached day; an answer on its way with the old state is not waited for. */
export function changeDays(client: QueryClient, change: (day: TaskDay) => TaskDay): void {
  const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) =>
    operationOf(queryKey)?._id === dayOperation();
  void client.cancelQueries({ predicate });
  client.setQueriesData<TaskDay>({ predicate }, (day) => (day === undefined ? day : change(day)));
}

/** Closes a task and plans what follows, in one request; the task leaves the day at once and comes back on refusal. */
export function useFinishTask() {
  const client = useQueryClient();
  const mutation = useMutation(tasksCompleteMutation());
  return async (task: Task, body: FinishInput) => {
    changeDays(client, (day) => ({ ...withoutTask(day, task.id), done_today: day.done_today + 1 }));
    try {
      const answer = await mutation.mutateAsync({ path: { task_id: task.id }, body });
      const next = answer.next_task;
      if (next !== null) changeDays(client, (day) => withTask(day, next));
      return answer;
    } catch (problem) {
      changeDays(client, (day) => ({ ...withTask(day, task), done_today: Math.max(0, day.done_today - 1) }));
      throw problem;
    } finally {
      refreshTasks(client);
    }
  };
}

/** Changes fields of a task (time, person, words) where it stands, and puts them back when the server refuses. */
export function useChangeTask() {
  const client = useQueryClient();
  const mutation = useMutation(tasksChangeMutation());
  return async (
    task: Task,
    change: Partial<Pick<Task, 'due_at' | 'assignee_id' | 'title' | 'kind'>>,
  ): Promise<Task> => {
    const isHandedOver = change.assignee_id !== undefined && change.assignee_id !== task.assignee_id;
    changeDays(client, (day) =>
      isHandedOver ? withoutTask(day, task.id) : withTask(day, { ...task, ...change }),
    );
    try {
      return await mutation.mutateAsync({
        path: { task_id: task.id },
        body: change,
        headers: ifMatch(task.version),
      });
    } catch (problem) {
      changeDays(client, (day) => withTask(day, task));
      throw problem;
    } finally {
      refreshTasks(client);
    }
  };
}
