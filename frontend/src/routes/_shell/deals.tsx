import { createFileRoute } from '@tanstack/react-router';
import { pipelinesListOptions } from '@/api/queries';
import { DealsScreen } from '@/features/deals/DealsScreen';
import { flagOf, textOf } from '@/lib/search';

const statuses = ['open', 'won', 'lost'] as const;

interface DealsSearch {
  /** Opens the form for a new one. */
  new?: true;
  /** The client that the new one is for, and whose deals the list shows. */
  client_id?: string;
  pipeline?: string;
  view?: 'list';
  /** A saved view. */
  saved?: string;
  /** Whose deals: a person, or "all" that one may see. */
  owner?: string;
  status?: (typeof statuses)[number];
  stage?: string;
  /** Only those for which nothing is planned. */
  stepless?: true;
  /** Only those that stand on their stage for longer than they may. */
  overdue?: true;
  sort?: string;
}

export const Route = createFileRoute('/_shell/deals')({
  validateSearch: (search): DealsSearch => ({
    new: flagOf(search.new),
    client_id: textOf(search.client_id),
    pipeline: textOf(search.pipeline),
    view: search.view === 'list' ? 'list' : undefined,
    saved: textOf(search.saved),
    owner: textOf(search.owner),
    status: statuses.find((status) => status === search.status),
    stage: textOf(search.stage),
    stepless: flagOf(search.stepless),
    overdue: flagOf(search.overdue),
    sort: textOf(search.sort),
  }),
  loader: ({ context }) => void context.queryClient.prefetchQuery(pipelinesListOptions()),
  component: DealsScreen,
});
