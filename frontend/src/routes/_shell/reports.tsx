import { createFileRoute } from '@tanstack/react-router';
import { ReportsScreen } from '@/features/reports/ReportsScreen';
import { monthOf } from '@/lib/months';

interface ReportsSearch {
  /** "YYYY-MM"; this month when left out. */
  month?: string;
}

export const Route = createFileRoute('/_shell/reports')({
  validateSearch: (search): ReportsSearch => ({ month: monthOf(search.month) }),
  component: ReportsScreen,
});
