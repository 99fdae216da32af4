import { ClientFilter } from '@/entities/ClientFilter';
import { taskKinds } from '@/entities/NextStepFields';
import { useText } from '@/i18n/text';
import { FilterPopover } from '@/ui/FilterPopover';
import { FilterSelect } from '@/ui/FilterSelect';
import { duePeriods } from './duePeriods';
import type { TasksView } from './useTasksView';

const statuses = ['open', 'done', 'cancelled'] as const;

/** Narrows the list: by status, kind, time and client. `F` opens it; how many are set stands on the button. */
export function TaskFilters({ view }: { view: TasksView }) {
  const t = useText('tasks');
  const entities = useText('entities');
  const { search } = view;
  const set = [search.status, search.kind, search.due, search.client_id, search.deal_id];
  const count = set.filter(Boolean).length;
  return (
    <FilterPopover
      label={count === 0 ? t('filter.open') : t('filter.count', { count })}
      clearLabel={t('filter.clear')}
      count={count}
      onClear={() =>
        view.show({
          status: undefined,
          kind: undefined,
          due: undefined,
          client_id: undefined,
          deal_id: undefined,
        })
      }
    >
      <FilterSelect
        label={t('list.status')}
        choices={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
        value={search.status}
        unset={t('status.open')}
        onChange={(status) => view.show({ status })}
      />
      <FilterSelect
        label={t('list.due')}
        choices={duePeriods.map((value) => ({ value, label: t(`due.${value}`) }))}
        value={search.due}
        unset={t('due.any')}
        onChange={(due) => view.show({ due })}
      />
      <FilterSelect
        label={entities('nextStep.kind')}
        choices={taskKinds.map((value) => ({ value, label: entities(`kinds.${value}`) }))}
        value={search.kind}
        unset={t('filter.anyKind')}
        onChange={(kind) => view.show({ kind })}
      />
      <ClientFilter
        label={t('list.client')}
        clientId={search.client_id}
        onChange={(client_id) => view.show({ client_id })}
      />
    </FilterPopover>
  );
}
