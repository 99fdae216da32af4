import { useQuery } from '@tanstack/react-query';
import { clientsCountOptions, dealsCountOptions, tasksDayOptions } from '@/api/queries';
import { useCan, useScope } from '@/api/session';
import { useWaitingCalls } from '@/entities/calls/useWaitingCalls';

export type NavigationName = 'day' | 'deals' | 'clients' | 'calls' | 'reports' | 'control' | 'settings';

export interface NavigationItem {
  name: NavigationName;
  to: '/' | '/deals' | '/clients' | '/calls' | '/reports' | '/control' | '/settings';
  count?: number;
  /** Somebody waits: overdue tasks, missed calls. */
  isUrgent?: boolean;
}

const calm = 60_000;

/** The places that the person may go to, with what waits there. */
export function useNavigation(): NavigationItem[] {
  const mayTasks = useCan('tasks:read');
  const mayDeals = useCan('deals:read');
  const mayClients = useCan('clients:read');
  const mayCalls = useCan('calls:read');
  const reports = useScope('reports:read');
  const day = useQuery({ ...tasksDayOptions(), enabled: mayTasks, staleTime: calm });
  const deals = useQuery({
    ...dealsCountOptions({ query: { status: 'open' } }),
    enabled: mayDeals,
    staleTime: calm,
  });
  const clients = useQuery({ ...clientsCountOptions(), enabled: mayClients, staleTime: calm });
  const waiting = useWaitingCalls();

  const items: (NavigationItem & { isAllowed: boolean })[] = [
    { name: 'day', to: '/', count: day.data?.overdue.length, isUrgent: true, isAllowed: mayTasks },
    { name: 'deals', to: '/deals', count: deals.data?.count, isAllowed: mayDeals },
    { name: 'clients', to: '/clients', count: clients.data?.count, isAllowed: mayClients },
    { name: 'calls', to: '/calls', count: waiting.length, isUrgent: true, isAllowed: mayCalls },
    { name: 'reports', to: '/reports', isAllowed: reports !== undefined },
    { name: 'control', to: '/control', isAllowed: reports === 'team' || reports === 'all' },
    { name: 'settings', to: '/settings', isAllowed: true },
  ];
  return items.filter((item) => item.isAllowed);
}
