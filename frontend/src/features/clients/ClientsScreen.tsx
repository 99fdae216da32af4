import { useHotkeys } from '@mantine/hooks';
import { getRouteApi, Outlet, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useCan } from '@/api/session';
import { SplitView } from '@/ui/SplitView';
import { ClientList } from './list/ClientList';

const NewClient = lazy(() => import('./NewClient'));
const route = getRouteApi('/_shell/clients');
const byPlace = { preventDefault: true, usePhysicalKeys: true };

/** The base: a fast list, and beside it the card of the client that is open. */
export function ClientsScreen() {
  const { new: isNew, full } = route.useSearch();
  const { clientId } = useParams({ strict: false });
  const navigate = route.useNavigate();
  const mayWrite = useCan('clients:write');
  const setNew = (value: true | undefined) =>
    void navigate({ search: (known) => ({ ...known, new: value }) });
  useHotkeys([['N', () => mayWrite && setNew(true), byPlace]]);
  return (
    <>
      {full && clientId !== undefined ? (
        <Outlet />
      ) : (
        <SplitView panel={<Outlet />}>
          <ClientList onNew={mayWrite ? () => setNew(true) : undefined} />
        </SplitView>
      )}
      {isNew && mayWrite && (
        <Suspense fallback={null}>
          <NewClient onClose={() => setNew(undefined)} />
        </Suspense>
      )}
    </>
  );
}
