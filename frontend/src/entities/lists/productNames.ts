import { useQueries } from '@tanstack/react-query';
import { productsGetOptions } from '@/api/queries';

const hour = 3_600_000;

/** What products are called, by id; those that are not known yet are left out. */
export function useProductNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const distinct = [...new Set(ids)];
  return useQueries({
    queries: distinct.map((id) => ({ ...productsGetOptions({ path: { product_id: id } }), staleTime: hour })),
    combine: (found) =>
      new Map(found.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data.name] as const]))),
  });
}
