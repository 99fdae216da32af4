import { useQuery } from '@tanstack/react-query';
import { clientsSimilar } from '@/api/operations';
import type { SimilarBody, SimilarClient } from '@/api/contract';

/** Whom somebody may be among the clients, the likeliest first, as the one matcher of every way in compares them. */
export function useSimilar(known: SimilarBody, isEnabled: boolean): readonly SimilarClient[] {
  const { data } = useQuery({
    queryKey: [{ _id: 'clientsSimilar', body: known }],
    queryFn: async ({ signal }) => (await clientsSimilar({ body: known, signal })).data,
    enabled: isEnabled,
  });
  return isEnabled ? (data?.items ?? []) : [];
}
