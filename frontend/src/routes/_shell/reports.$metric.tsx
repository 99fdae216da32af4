import { createFileRoute } from '@tanstack/react-router';
import { MetricRowsPanel } from '@/features/reports/MetricRowsPanel';
import { textOf } from '@/lib/search';

/** Whose rows, and of which time. */
interface MetricRowsSearch {
  user_id?: string;
  team_id?: string;
  from?: string;
  to?: string;
}

export const Route = createFileRoute('/_shell/reports/$metric')({
  validateSearch: (search): MetricRowsSearch => ({
    user_id: textOf(search.user_id),
    team_id: textOf(search.team_id),
    from: textOf(search.from),
    to: textOf(search.to),
  }),
  component: MetricRowsPanel,
});
