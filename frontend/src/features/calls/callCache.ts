import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Call } from '@/api/contract';
import { invalidateOperation, operationOf } from '@/api/queryClient';

type Page = { items: Call[] };
type Cached = Page | InfiniteData<Page> | undefined;

/** Changes a call in every list on screen before the server has answered. */
export function patchCall(client: QueryClient, id: string, change: Partial<Call>): void {
  const page = (known: Page): Page => ({
    ...known,
    items: known.items.map((call) => (call.id === id ? { ...call, ...change } : call)),
  });
  client.setQueriesData<Cached>(
    { predicate: ({ queryKey }) => operationOf(queryKey)?._id === 'callsList' },
    (cached) => {
      if (cached === undefined) return cached;
      return 'pages' in cached ? { ...cached, pages: cached.pages.map(page) } : page(cached);
    },
  );
}

/** What a recorded call may have changed: the log, the day, the client, her deals. */
export function refreshAfterCall(client: QueryClient): void {
  const touched = [
    'callsList',
    'callsGet',
    'callsCard',
    'tasksDay',
    'tasksList',
    'clientsList',
    'clientsCount',
    'clientsTimeline',
    'dealsGet',
    'dealsTimeline',
  ];
  for (const operation of touched) void invalidateOperation(client, operation);
}
