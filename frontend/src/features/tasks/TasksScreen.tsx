import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { tasksListInfiniteOptions } from '@/api/queries';
import { cursorPaging } from '@/api/queryClient';
import { useCan } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { TaskForm } from '@/entities/tasks/TaskForm';
import { useText } from '@/i18n/text';
import { useMinute } from '@/lib/minute';
import { Card } from '@/ui/Card';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Kbd } from '@/ui/Kbd';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import { SplitView } from '@/ui/SplitView';
import { AssigneeFilter } from './AssigneeFilter';
import { dueBorders } from './duePeriods';
import { TaskFilters } from './TaskFilters';
import { TaskLine } from './TaskLine';
import { TaskPanel } from './TaskPanel';
import { useTaskColumns } from './useTaskColumns';
import { useTasksView, type TasksView } from './useTasksView';
import styles from './TasksScreen.module.css';

const usualSort = 'due_at';

/** All tasks, whosever and whenever; filters, the sort and the open card stand in the address. */
export function TasksScreen() {
  const t = useText('tasks');
  const mayWrite = useCan('tasks:write');
  const view = useTasksView();
  const { search } = view;
  useMinute();
  useHotkeys(mayWrite ? [['n', () => view.show({ new: true })]] : []);
  return (
    <SplitView
      panel={
        search.task === undefined ? null : (
          <TaskPanel key={search.task} taskId={search.task} onClose={() => view.open(undefined)} />
        )
      }
    >
      <PageHeader
        title={t('list.title')}
        actions={
          <>
            {view.mayChooseAssignee && <AssigneeFilter view={view} />}
            <TaskFilters view={view} />
            {mayWrite && (
              <Button
                rightSection={<Kbd keys="N" onAccent />}
                aria-keyshortcuts="N"
                onClick={() => view.show({ new: true })}
              >
                {t('new.title')}
              </Button>
            )}
          </>
        }
      />
      <TaskTable view={view} />
      {search.new === true && (
        <TaskForm
          clientId={search.client_id}
          dealId={search.deal_id}
          onClose={() => view.show({ new: undefined })}
        />
      )}
    </SplitView>
  );
}

function TaskTable({ view }: { view: TasksView }) {
  const t = useText('tasks');
  const mayWrite = useCan('tasks:write');
  const { search, assigneeId } = view;
  const sort = search.sort ?? usualSort;
  const list = useInfiniteQuery({
    ...tasksListInfiniteOptions({
      query: {
        status: search.status ?? 'open',
        assignee_id: assigneeId,
        client_id: search.client_id,
        deal_id: search.deal_id,
        kind: search.kind,
        ...dueBorders(search.due),
        sort,
      },
    }),
    ...cursorPaging,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const columns = useTaskColumns(search.task !== undefined);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (list.data === undefined) {
    return list.error === null ? (
      <RowSkeletons />
    ) : (
      <ProblemAlert problem={list.error} onRetry={() => void list.refetch()} />
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState
        title={t('list.emptyTitle')}
        action={
          mayWrite && (
            <Button variant="default" onClick={() => view.show({ new: true })}>
              {t('new.title')}
            </Button>
          )
        }
      >
        {t('list.emptyText')}
      </EmptyState>
    );
  }
  return (
    <Card flush className={styles.table}>
      <DataTable
        label={t('list.title')}
        columns={columns}
        rows={rows}
        rowId={(task) => task.id}
        onOpen={(task) => view.open(task.id)}
        openId={search.task}
        sort={sort}
        onSort={(wanted) => view.show({ sort: wanted })}
        onMore={more}
        card={(task) => <TaskLine task={task} />}
      />
    </Card>
  );
}
