/**
 * TanStack Query options of every operation: `useQuery(clientsGetOptions({ path }))`,
 * `useInfiniteQuery({ ...clientsListInfiniteOptions({ query }), ...cursorPaging })`, `useMutation(dealsMoveMutation())`.
 */
export * from './generated/@tanstack/react-query.gen';
