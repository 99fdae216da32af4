import { createFileRoute } from '@tanstack/react-router';
import { ControlScreen } from '@/features/control/ControlScreen';
import { monthOf } from '@/lib/months';
import { textOf } from '@/lib/search';

interface ControlSearch {
  /** "YYYY-MM"; this month when left out. */
  month?: string;
  team?: string;
}

export const Route = createFileRoute('/_shell/control')({
  validateSearch: (search): ControlSearch => ({ month: monthOf(search.month), team: textOf(search.team) }),
  component: ControlScreen,
});
