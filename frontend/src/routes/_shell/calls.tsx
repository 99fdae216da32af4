import { createFileRoute } from '@tanstack/react-router';
import { CallsScreen } from '@/features/calls/CallsScreen';
import { flagOf } from '@/lib/search';

interface CallsSearch {
  /** Only what waits for somebody: missed calls, or conversations without an outcome. */
  show?: 'missed' | 'open';
  direction?: 'in' | 'out';
  mine?: true;
}

export const Route = createFileRoute('/_shell/calls')({
  validateSearch: (search): CallsSearch => ({
    show: search.show === 'missed' || search.show === 'open' ? search.show : undefined,
    direction: search.direction === 'in' || search.direction === 'out' ? search.direction : undefined,
    mine: flagOf(search.mine),
  }),
  component: CallsScreen,
});
