import { getRouteApi } from '@tanstack/react-router';
import { useMe, useScope } from '@/api/session';

const route = getRouteApi('/_shell/tasks');

export const everybody = 'all';

/** What the address says about the list of tasks, and the way to change it. */
export function useTasksView() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const me = useMe();
  const scope = useScope('tasks:read');
  const named = search.assignee ?? me.user.id;
  return {
    search,
    scope,
    myId: me.user.id,
    mayChooseAssignee: scope !== 'own',
    /** Whose tasks; undefined for all that she may see. */
    assigneeId: search.assignee === everybody ? undefined : named,
    show: (part: Partial<typeof search>) =>
      void navigate({ search: (known) => ({ ...known, ...part }), replace: true }),
    /** Opening a card is a step that the back button takes back. */
    open: (taskId: string | undefined) =>
      void navigate({ search: (known) => ({ ...known, task: taskId }), replace: search.task !== undefined }),
  };
}

export type TasksView = ReturnType<typeof useTasksView>;
