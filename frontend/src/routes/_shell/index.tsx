import { createFileRoute } from '@tanstack/react-router';
import { tasksDayOptions } from '@/api/queries';
import { DayScreen } from '@/features/day/DayScreen';
import { SetupChecklist } from '@/features/welcome/SetupChecklist';
import { textOf } from '@/lib/search';

interface DaySearch {
  /** The task to begin with. */
  task?: string;
}

export const Route = createFileRoute('/_shell/')({
  validateSearch: (search): DaySearch => ({ task: textOf(search.task) }),
  loader: ({ context }) => void context.queryClient.prefetchQuery(tasksDayOptions()),
  component: () => (
    <>
      <SetupChecklist />
      <DayScreen />
    </>
  ),
});
