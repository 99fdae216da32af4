import { QueryClient, type Query, type QueryKey } from '@tanstack/react-query';

/** What the generated query keys look like: one object with the operation, path and query. */
interface OperationKey {
  _id: string;
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
}

const minute = 60_000;

/**
 * Cached data is shown at once and refreshed behind. The API client has tried the network three times already, so a
 * query does not try again by itself; the socket's frames and the focus of the window refresh it.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: minute / 4,
        gcTime: 30 * minute,
        retry: false,
        refetchOnWindowFocus: true,
        refetchOnReconnect: true,
        networkMode: 'offlineFirst',
      },
      mutations: { retry: false, networkMode: 'offlineFirst' },
    },
  });
}

export const queryClient = createQueryClient();

/**
 * Paging for `useInfiniteQuery` with any list of the API. The first page adds nothing to the options; each operation has a
 * type of its own for that nothing, hence `never`.
 */
export const cursorPaging = {
  initialPageParam: {} as never,
  getNextPageParam: (page: { next_cursor?: string | null }) => page.next_cursor ?? undefined,
};

export function operationOf(key: QueryKey): OperationKey | undefined {
  const [first] = key;
  return typeof first === 'object' && first !== null && '_id' in first ? (first as OperationKey) : undefined;
}

/**
 * Refreshes every cached answer of an operation ("dealsBoard"), also its infinite form; `path` narrows it to one record.
 * Answers on screen are fetched at once, the others when they are looked at.
 */
export function invalidateOperation(
  client: QueryClient,
  operation: string,
  path?: Record<string, string>,
): Promise<void> {
  return invalidate(client, ({ queryKey }) => isOf(queryKey, operation, path));
}

/** The same without the long lists whose rows are mended one by one: page by page they would be asked for anew. */
export function invalidateUnmended(client: QueryClient, operation: string): Promise<void> {
  return invalidate(client, ({ queryKey, meta }) => isOf(queryKey, operation) && meta?.isMended !== true);
}

/**
 * What is just being asked for the first time is asked again afterwards: its answer may be older than the news, and the
 * library takes it for fresh.
 */
function invalidate(client: QueryClient, predicate: (query: Query) => boolean): Promise<void> {
  const unanswered = client
    .getQueryCache()
    .findAll({ predicate, fetchStatus: 'fetching' })
    .filter(({ state }) => state.data === undefined);
  for (const { promise, queryKey } of unanswered) {
    void promise?.then(
      () => client.invalidateQueries({ queryKey, exact: true }),
      () => undefined,
    );
  }
  return client.invalidateQueries({ predicate });
}

function isOf(queryKey: readonly unknown[], operation: string, path?: Record<string, string>): boolean {
  const key = operationOf(queryKey);
  if (key?._id !== operation) return false;
  return Object.entries(path ?? {}).every(([name, value]) => key.path?.[name] === value);
}
