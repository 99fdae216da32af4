import { Button } from '@mantine/core';
import { useElementSize, useHotkeys } from '@mantine/hooks';
import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { ClientRow } from '@/api/contract';
import { useCan, useScope } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Kbd } from '@/ui/Kbd';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import { SplitView } from '@/ui/SplitView';
import { clientColumns } from './clientColumns';
import { ClientFilterBar } from './ClientFilterBar';
import { ClientLine } from './ClientLine';
import styles from './ClientsScreen.module.css';
import { isForgotten } from './forgotten';
import { useClientList } from './useClientList';

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

function ClientList({ onNew }: { onNew?: () => void }) {
  const t = useText('clients');
  const format = useFormat();
  const search = route.useSearch();
  const navigate = useNavigate();
  const { clientId } = useParams({ strict: false });
  const { rows, deals, count, onMore, isLoading, isOld, problem, refetch } = useClientList(search);
  const { ref, width } = useElementSize();
  const isOwn = useScope('clients:read') === 'own';
  const columns = useMemo(() => clientColumns(t, width, deals, isOwn), [t, width, deals, isOwn]);
  const [now] = useState(() => Date.now());
  const open = (client: ClientRow) =>
    void navigate({
      to: '/clients/$clientId',
      params: { clientId: client.id },
      search: { ...search, new: undefined },
    });
  return (
    <>
      <PageHeader
        title={t('title')}
        facts={count === undefined ? undefined : t('count', { count, shown: format.number(count) })}
        actions={
          onNew && (
            <Button onClick={onNew} rightSection={<Kbd keys="N" onAccent />} aria-keyshortcuts="N">
              {t('new.open')}
            </Button>
          )
        }
      />
      <ClientFilterBar />
      {problem !== null && <ProblemAlert problem={problem} onRetry={() => void refetch()} />}
      <Card flush className={styles.list} ref={ref} data-old={isOld || undefined}>
        {isLoading ? (
          <RowSkeletons />
        ) : rows.length === 0 ? (
          <Nothing onNew={onNew} />
        ) : (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            rowId={(client) => client.id}
            onOpen={open}
            openId={clientId}
            tone={(client) => (isForgotten(client, now) ? 'danger' : undefined)}
            sort={search.sort}
            onSort={(sort) =>
              void navigate({ to: '.', search: (known) => ({ ...known, sort }), replace: true })
            }
            onMore={onMore}
            card={(client) => <ClientLine client={client} summary={deals.get(client.id)} />}
          />
        )}
      </Card>
      {rows.length > 0 && <p className={styles.legend}>{t('list.legend')}</p>}
    </>
  );
}

function Nothing({ onNew }: { onNew?: () => void }) {
  const t = useText('clients');
  const { q, kind, owner, tag } = route.useSearch();
  const navigate = route.useNavigate();
  const isFiltered = [q, kind, owner, tag].some((value) => value !== undefined);
  if (isFiltered) {
    return (
      <EmptyState
        title={t('empty.filtered')}
        action={
          <Button variant="default" onClick={() => void navigate({ search: {} })}>
            {t('empty.reset')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState title={t('empty.title')} action={onNew && <Button onClick={onNew}>{t('new.open')}</Button>}>
      {t('empty.hint')}
    </EmptyState>
  );
}
