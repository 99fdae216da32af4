import { createFileRoute } from '@tanstack/react-router';
import { TasksScreen } from '@/features/tasks/TasksScreen';
import { flagOf, textOf } from '@/lib/search';

interface TasksSearch {
  /** Opens the form for a new one. */
  new?: true;
  /** The client that the new one is for. */
  client_id?: string;
}

export const Route = createFileRoute('/_shell/tasks')({
  validateSearch: (search): TasksSearch => ({
    new: flagOf(search.new),
    client_id: textOf(search.client_id),
  }),
  component: TasksScreen,
});
