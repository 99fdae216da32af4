import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { getRouteApi, Link, linkOptions, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { ShapedRow } from '@/api/contract';
import { useCan, useMayEditEveryField, useMe, useScope } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Kbd } from '@/ui/Kbd';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import { ClientFilterBar } from '../ClientFilterBar';
import { ClientLine } from '../ClientLine';
import screen from '../ClientsScreen.module.css';
import { BulkBar, type ExportWish } from './BulkBar';
import { BulkProgress } from './BulkProgress';
import styles from './List.module.css';
import { ListControls } from './ListControls';
import { sortedBy } from '@/entities/lists/shape';
import { shapedColumns, valueCell } from './shapedColumns';
import { useChoice } from './useChoice';
import { useListFields } from '@/entities/lists/useListFields';
import { useShape } from '@/entities/lists/useShape';
import { useShapedList } from './useShapedList';
import { ViewsBar } from '@/entities/lists/ViewsBar';

const ExportDialog = lazy(() => import('./ExportDialog'));

const route = getRouteApi('/_shell/clients');
const addressOf = (view: string | undefined) =>
  linkOptions({ to: '/clients', search: view === undefined ? {} : { view } });

/** The base as the person shapes it: views, filters, columns, groups, colours; and work on many at once. */
export function ClientList({ onNew }: { onNew?: () => void }) {
  const t = useText('clients');
  const words = useText('lists');
  const mayEditEveryField = useMayEditEveryField();
  const mayExport = useCan('clients:export');
  const [exported, setExported] = useState<ExportWish | null>(null);
  const mayImport = useCan('clients:import') && mayEditEveryField;
  const format = useFormat();
  const search = route.useSearch();
  const navigate = useNavigate();
  const { workspace } = useMe();
  const mayWrite = useCan('clients:write');
  const isOwn = useScope('clients:read') === 'own';
  const { clientId } = useParams({ strict: false });
  const { ref, width } = useElementSize();
  const { views, view, shape, isChanged, isWaiting, change, discard } = useShape('client', search.view);
  const fields = useListFields();
  const known = useMemo(() => new Set(fields.map((field) => field.name)), [fields]);
  const list = useShapedList(shape, search, known, !isWaiting && fields.length > 0);
  const { rows, count, groups, selection } = list;
  const choice = useChoice(rows, JSON.stringify(selection));
  const cells = useMemo(
    () => ({ t: words, format, currency: workspace.currency }),
    [words, format, workspace.currency],
  );
  const columns = useMemo(() => {
    const wanted = isOwn ? shape.columns.filter((name) => name !== 'owner_id') : shape.columns;
    return shapedColumns(wanted, fields, width, cells);
  }, [shape.columns, isOwn, fields, width, cells]);
  const grouped = fields.find((field) => field.name === shape.group_by);
  const open = (client: ShapedRow) =>
    void navigate({
      to: '/clients/$clientId',
      params: { clientId: client.id },
      search: { ...search, new: undefined },
    });
  return (
    <>
      <PageHeader
        title={view?.name ?? t('title')}
        facts={count === undefined ? undefined : t('count', { count, shown: format.number(count) })}
        actions={
          <>
            {onNew && mayEditEveryField && (
              <Button component={Link} to="/duplicates" variant="subtle">
                {t('toDuplicates')}
              </Button>
            )}
            {mayImport && (
              <Button component={Link} to="/imports" variant="subtle">
                {t('toImports')}
              </Button>
            )}
            {mayExport && rows.length > 0 && (
              <Button
                variant="subtle"
                aria-haspopup="dialog"
                className={styles.rare}
                onClick={() => setExported({ ids: null, count })}
              >
                {words('export.open')}
              </Button>
            )}
            {onNew && (
              <Button onClick={onNew} rightSection={<Kbd keys="N" onAccent />} aria-keyshortcuts="N">
                {t('new.open')}
              </Button>
            )}
          </>
        }
      />
      <ViewsBar
        subject="client"
        usual={words('views.everybody')}
        address={addressOf}
        views={views}
        view={view}
        shape={shape}
        isChanged={isChanged}
        onDiscard={discard}
      >
        <span className={styles.aside}>
          <Link to="/quality">{words('quality')}</Link>
          <Link to="/segments">{words('segments.title')}</Link>
        </span>
      </ViewsBar>
      <ClientFilterBar>
        <ListControls fields={fields} shape={shape} onChange={change} />
      </ClientFilterBar>
      <BulkProgress />
      <BulkBar
        choice={choice}
        count={count}
        selection={selection}
        onExport={mayExport ? setExported : undefined}
      />
      <Suspense fallback={null}>
        {exported !== null && (
          <ExportDialog
            wish={exported}
            list={list.asked}
            columns={shape.columns}
            fields={fields}
            onClose={() => setExported(null)}
          />
        )}
      </Suspense>
      {list.problem !== null && <ProblemAlert problem={list.problem} onRetry={() => void list.refetch()} />}
      <Card flush className={screen.list} ref={ref} data-old={list.isOld || undefined}>
        {list.isLoading ? (
          <RowSkeletons />
        ) : rows.length === 0 ? (
          <Nothing onNew={onNew} isShaped={shape.filter !== null} onReset={() => change({ filter: null })} />
        ) : (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            rowId={(client) => client.id}
            onOpen={open}
            openId={clientId}
            tone={(client) => (client.mark === null ? undefined : list.colours[client.mark]?.tone)}
            sort={shape.sort.join(',')}
            onSort={(_, name, isMore) => change({ sort: sortedBy(shape.sort, name, isMore) })}
            choosing={
              mayWrite
                ? {
                    isChosen: (client) => choice.ids.has(client.id),
                    onChoose: choice.toggle,
                    label: (client) => words('bulk.choose', { name: client.name }),
                    allLabel: words('bulk.chooseShown'),
                    state: choice.state,
                    onChooseAll: choice.toggleShown,
                  }
                : undefined
            }
            groupHead={
              grouped === undefined
                ? undefined
                : (row, before) =>
                    before !== undefined && before.group === row.group ? null : (
                      <div className={styles.groupHead}>
                        {valueCell(grouped, row.group, cells) ?? words('group.empty')}
                        {' · '}
                        {format.number(groups?.find((group) => group.value === row.group)?.count ?? 0)}
                      </div>
                    )
            }
            onMore={list.onMore}
            card={(client) => <ClientLine client={client} />}
          />
        )}
      </Card>
      {rows.length > 0 && view === undefined && !isChanged && (
        <p className={screen.legend}>{t('list.legend')}</p>
      )}
    </>
  );
}

interface NothingProps {
  onNew?: () => void;
  isShaped: boolean;
  onReset: () => void;
}

function Nothing({ onNew, isShaped, onReset }: NothingProps) {
  const t = useText('clients');
  const { q, kind, owner, tag, view } = route.useSearch();
  const navigate = route.useNavigate();
  const isFiltered = isShaped || [q, kind, owner, tag].some((value) => value !== undefined);
  if (isFiltered) {
    const reset = () => {
      if (isShaped) onReset();
      void navigate({ search: { view: isShaped ? undefined : view } });
    };
    return (
      <EmptyState
        title={t('empty.filtered')}
        action={
          <Button variant="default" onClick={reset}>
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
