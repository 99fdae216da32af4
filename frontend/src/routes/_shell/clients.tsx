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
  /** As the API sorts: "name", "-last_contact_at". */
  sort?: string;
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
    sort: textOf(search.sort),
    full: flagOf(search.full),
  }),
  component: ClientsScreen,
});
