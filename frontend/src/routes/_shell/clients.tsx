import { createFileRoute } from '@tanstack/react-router';
import { ClientsScreen } from '@/features/clients/ClientsScreen';
import { flagOf, textOf } from '@/lib/search';

interface ClientsSearch {
  /** Opens the form for a new one. */
  new?: true;
  /** What is sought. */
  q?: string;
  kind?: 'person' | 'company';
  owner?: string;
  tag?: string;
  /** A saved view. */
  view?: string;
  /** The card takes the place of the list. */
  full?: true;
}

export const Route = createFileRoute('/_shell/clients')({
  validateSearch: (search): ClientsSearch => ({
    new: flagOf(search.new),
    q: textOf(search.q),
    kind: search.kind === 'person' || search.kind === 'company' ? search.kind : undefined,
    owner: textOf(search.owner),
    tag: textOf(search.tag),
    view: textOf(search.view),
    full: flagOf(search.full),
  }),
  component: ClientsScreen,
});
