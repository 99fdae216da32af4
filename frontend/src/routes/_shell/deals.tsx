import { createFileRoute } from '@tanstack/react-router';
import { DealsScreen } from '@/features/deals/DealsScreen';
import { flagOf, textOf } from '@/lib/search';

interface DealsSearch {
  /** Opens the form for a new one. */
  new?: true;
  /** The client that the new one is for. */
  client_id?: string;
}

export const Route = createFileRoute('/_shell/deals')({
  validateSearch: (search): DealsSearch => ({
    new: flagOf(search.new),
    client_id: textOf(search.client_id),
  }),
  component: DealsScreen,
});
