import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Call } from '@/api/contract';
import { callsListOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { waitingCalls } from './waitingCalls';

const calm = 60_000;
const mostMissed = 50;
const mostTalks = 100;

/** Who called, was not answered and has not been talked to since, the newest first. */
export function useWaitingCalls(): readonly Call[] {
  const enabled = useCan('calls:read');
  const [now] = useState(() => Date.now());
  const missed = useQuery({
    ...callsListOptions({ query: { result: 'missed', direction: 'in', limit: mostMissed } }),
    enabled,
    staleTime: calm,
  });
  const talks = useQuery({
    ...callsListOptions({ query: { result: 'answered', limit: mostTalks } }),
    enabled: enabled && (missed.data?.items.length ?? 0) > 0,
    staleTime: calm,
  });
  return useMemo(
    () => waitingCalls(missed.data?.items ?? [], talks.data?.items ?? [], now),
    [missed.data, talks.data, now],
  );
}
