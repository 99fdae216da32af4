import { createFileRoute } from '@tanstack/react-router';
import { TasksScreen } from '@/features/tasks/TasksScreen';
import { flagOf, textOf } from '@/lib/search';

const statuses = ['open', 'done', 'cancelled'] as const;
const kinds = ['call', 'meeting', 'mail', 'todo'] as const;
const periods = ['overdue', 'today', 'week'] as const;

interface TasksSearch {
  /** Opens the form for a new one. */
  new?: true;
  /** The client that the new one is for, and whose tasks the list shows. */
  client_id?: string;
  deal_id?: string;
  status?: (typeof statuses)[number];
  kind?: (typeof kinds)[number];
  /** Whose: a person, or "all" that one may see. */
  assignee?: string;
  due?: (typeof periods)[number];
  sort?: string;
  /** The task whose card is open. */
  task?: string;
}

export const Route = createFileRoute('/_shell/tasks')({
  validateSearch: (search): TasksSearch => ({
    new: flagOf(search.new),
    client_id: textOf(search.client_id),
    deal_id: textOf(search.deal_id),
    status: statuses.find((status) => status === search.status),
    kind: kinds.find((kind) => kind === search.kind),
    assignee: textOf(search.assignee),
    due: periods.find((period) => period === search.due),
    sort: textOf(search.sort),
    task: textOf(search.task),
  }),
  component: TasksScreen,
});
