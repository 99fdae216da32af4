import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { FinishInput, Me, Task, TaskDay } from '@/api/contract';
import {
  tasksCancelMutation,
  tasksChangeMutation,
  tasksCompleteMutation,
  tasksDayQueryKey,
  tasksGetQueryKey,
} from '@/api/queries';
import { invalidateOperation, operationOf } from '@/api/queryClient';
import { meQuery } from '@/api/session';
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

/**
 * Draws the change at once on the cached days of a person; an answer on its way with the old state is not waited for.
 */
export function changeDays(client: QueryClient, assigneeId: string, change: (day: TaskDay) => TaskDay): void {
  const myId = client.getQueryData<Me>(meQuery().queryKey)?.user.id;
  const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) => {
    const key = operationOf(queryKey);
    return key?._id === dayOperation() && (key.query?.assignee_id ?? myId) === assigneeId;
  };
  void client.cancelQueries({ predicate });
  client.setQueriesData<TaskDay>({ predicate }, (day) => (day === undefined ? day : change(day)));
}

/** Closes a task and plans what follows, in one request; the task leaves the day at once and comes back on refusal. */
export function useFinishTask() {
  const client = useQueryClient();
  const mutation = useMutation(tasksCompleteMutation());
  return async (task: Task, body: FinishInput) => {
    changeDays(client, task.assignee_id, (day) => ({
      ...withoutTask(day, task.id),
      done_today: day.done_today + 1,
    }));
    try {
      const answer = await mutation.mutateAsync({ path: { task_id: task.id }, body });
      const next = answer.next_task;
      if (next !== null) changeDays(client, task.assignee_id, (day) => withTask(day, next));
      return answer;
    } catch (problem) {
      changeDays(client, task.assignee_id, (day) => ({
        ...withTask(day, task),
        done_today: Math.max(0, day.done_today - 1),
      }));
      throw problem;
    } finally {
      refreshTasks(client);
    }
  };
}

/** Calls a task off, with what is planned instead where a deal needs it. */
export function useCancelTask() {
  const client = useQueryClient();
  const mutation = useMutation(tasksCancelMutation());
  return async (task: Task, body: Omit<FinishInput, 'outcome'>) => {
    changeDays(client, task.assignee_id, (day) => withoutTask(day, task.id));
    try {
      return await mutation.mutateAsync({ path: { task_id: task.id }, body });
    } catch (problem) {
      changeDays(client, task.assignee_id, (day) => withTask(day, task));
      throw problem;
    } finally {
      refreshTasks(client);
    }
  };
}

type TaskChange = Partial<Pick<Task, 'due_at' | 'assignee_id' | 'title' | 'kind' | 'note'>>;

/** Changes fields of a task (time, person, words) where it stands, and puts them back when the server refuses. */
export function useChangeTask() {
  const client = useQueryClient();
  const mutation = useMutation(tasksChangeMutation());
  const show = (task: Task) => client.setQueryData(tasksGetQueryKey({ path: { task_id: task.id } }), task);
  return async (task: Task, change: TaskChange): Promise<Task> => {
    const changed = { ...task, ...change };
    changeDays(client, task.assignee_id, (day) =>
      changed.assignee_id === task.assignee_id ? withTask(day, changed) : withoutTask(day, task.id),
    );
    show(changed);
    try {
      const saved = await mutation.mutateAsync({
        path: { task_id: task.id },
        body: change,
        headers: ifMatch(task.version),
      });
      show(saved);
      return saved;
    } catch (problem) {
      changeDays(client, task.assignee_id, (day) => withTask(day, task));
      show(task);
      throw problem;
    } finally {
      refreshTasks(client);
    }
  };
}
