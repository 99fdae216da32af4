import { createFileRoute } from '@tanstack/react-router';
import { MetricRowsPanel } from '@/features/reports/MetricRowsPanel';
import { monthOf } from '@/lib/months';
import { textOf } from '@/lib/search';

/** Whose rows, and of which time. */
interface MetricRowsSearch {
  user_id?: string;
  team_id?: string;
  from?: string;
  to?: string;
  /** The month of the list beside. */
  month?: string;
}

export const Route = createFileRoute('/_shell/reports/$metric')({
  validateSearch: (search): MetricRowsSearch => ({
    user_id: textOf(search.user_id),
    team_id: textOf(search.team_id),
    from: textOf(search.from),
    to: textOf(search.to),
    month: monthOf(search.month),
  }),
  component: MetricRowsPanel,
});
