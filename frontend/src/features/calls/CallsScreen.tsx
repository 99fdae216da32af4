import { Button, SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { getRouteApi, Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Call } from '@/api/contract';
import { useCan, useScope } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import { SplitView } from '@/ui/SplitView';
import { CallLine } from './CallLine';
import { callColumns } from './callColumns';
import styles from './CallsScreen.module.css';
import { useCallLog, type CallLogFilters } from './useCallLog';

const route = getRouteApi('/_shell/calls');

/** Every call of the line; who wants to be called back stands first. */
export function CallsScreen() {
  return (
    <SplitView panel={<Outlet />}>
      <CallLog />
    </SplitView>
  );
}

function CallLog() {
  const t = useText('calls');
  const filters = route.useSearch();
  const navigate = useNavigate();
  const { callId } = useParams({ strict: false });
  const { rows, waiting, onMore, isLoading, problem, refetch } = useCallLog(filters);
  const { ref, width } = useElementSize();
  const isOwn = useScope('calls:read') === 'own' || filters.mine === true;
  const columns = useMemo(() => callColumns(t, width, isOwn), [t, width, isOwn]);
  const waits = useMemo(() => new Set(waiting.map((call) => call.id)), [waiting]);
  const open = (call: Call) =>
    void navigate({ to: '/calls/$callId', params: { callId: call.id }, search: filters });

  return (
    <>
      <PageHeader
        title={t('title')}
        facts={
          waiting.length > 0 && (
            <Link to="/calls" search={{ show: 'missed' }} className={styles.missed}>
              {t('list.missedFirst', { count: waiting.length })}
            </Link>
          )
        }
      />
      <Filters filters={filters} />
      {problem !== null && <ProblemAlert problem={problem} onRetry={() => void refetch()} />}
      <Card flush className={styles.log} ref={ref}>
        {isLoading ? (
          <RowSkeletons />
        ) : rows.length === 0 ? (
          <Nothing />
        ) : (
          <DataTable
            label={t('list.label')}
            columns={columns}
            rows={rows}
            rowId={(call) => call.id}
            onOpen={open}
            openId={callId}
            tone={(call) => (waits.has(call.id) ? 'danger' : undefined)}
            onMore={onMore}
            card={(call) => <CallLine call={call} />}
          />
        )}
      </Card>
    </>
  );
}

function Filters({ filters }: { filters: CallLogFilters }) {
  const t = useText('calls');
  const navigate = route.useNavigate();
  const scope = useScope('calls:read');
  const set = (change: Partial<CallLogFilters>) =>
    void navigate({ search: (known) => ({ ...known, ...change }), replace: true });
  return (
    <FilterBar>
      <SegmentedControl
        aria-label={t('filters.title')}
        value={filters.show ?? 'all'}
        onChange={(value) => set({ show: value === 'missed' || value === 'open' ? value : undefined })}
        data={[
          { value: 'all', label: t('filters.all') },
          { value: 'missed', label: t('filters.missed') },
          { value: 'open', label: t('filters.open') },
        ]}
      />
      <SegmentedControl
        aria-label={t('filters.direction')}
        value={filters.direction ?? 'all'}
        onChange={(value) => set({ direction: value === 'in' || value === 'out' ? value : undefined })}
        data={[
          { value: 'all', label: t('filters.all') },
          { value: 'in', label: t('filters.in') },
          { value: 'out', label: t('filters.out') },
        ]}
      />
      {scope !== 'own' && (
        <Button
          variant={filters.mine ? 'light' : 'default'}
          aria-pressed={filters.mine === true}
          onClick={() => set({ mine: filters.mine ? undefined : true })}
        >
          {t('filters.mine')}
        </Button>
      )}
    </FilterBar>
  );
}

function Nothing() {
  const t = useText('calls');
  const mayConnect = useCan('telephony:manage');
  return (
    <EmptyState
      title={t('list.empty')}
      action={
        mayConnect && (
          <Button renderRoot={(root) => <Link {...root} to="/settings/telephony" />}>
            {t('list.connect')}
          </Button>
        )
      }
    >
      {t('list.emptyHint')}
    </EmptyState>
  );
}
