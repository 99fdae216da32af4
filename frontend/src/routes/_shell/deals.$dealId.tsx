import { createFileRoute } from '@tanstack/react-router';
import { dealsGetOptions } from '@/api/queries';
import { DealPanel } from '@/features/deals/DealPanel';
import { flagOf } from '@/lib/search';

interface DealSearch {
  /** The card takes the whole screen. */
  full?: true;
}

export const Route = createFileRoute('/_shell/deals/$dealId')({
  validateSearch: (search): DealSearch => ({ full: flagOf(search.full) }),
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(dealsGetOptions({ path: { deal_id: params.dealId } })),
  component: DealPanel,
});
