import { createFileRoute } from '@tanstack/react-router';
import { ClientsScreen } from '@/features/clients/ClientsScreen';
import { flagOf, textOf } from '@/lib/search';

interface ClientsSearch {
  /** Opens the form for a new one. */
  new?: true;
  /** What is sought. */
  q?: string;
}

export const Route = createFileRoute('/_shell/clients')({
  validateSearch: (search): ClientsSearch => ({
    new: flagOf(search.new),
    q: textOf(search.q),
  }),
  component: ClientsScreen,
});
