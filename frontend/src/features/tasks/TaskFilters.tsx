import { Select } from '@mantine/core';
import { ClientFilter } from '@/entities/ClientFilter';
import { taskKinds } from '@/entities/NextStepFields';
import { useText } from '@/i18n/text';
import { FilterPopover } from '@/ui/FilterPopover';
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
      <Select
        label={t('list.status')}
        data={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
        value={search.status ?? null}
        onChange={(value) => view.show({ status: statuses.find((status) => status === value) })}
        placeholder={t('status.open')}
        clearable
        comboboxProps={{ withinPortal: false }}
      />
      <Select
        label={t('list.due')}
        data={duePeriods.map((value) => ({ value, label: t(`due.${value}`) }))}
        value={search.due ?? null}
        onChange={(value) => view.show({ due: duePeriods.find((period) => period === value) })}
        placeholder={t('due.any')}
        clearable
        comboboxProps={{ withinPortal: false }}
      />
      <Select
        label={entities('nextStep.kind')}
        data={taskKinds.map((value) => ({ value, label: entities(`kinds.${value}`) }))}
        value={search.kind ?? null}
        onChange={(value) => view.show({ kind: taskKinds.find((kind) => kind === value) })}
        placeholder={t('filter.anyKind')}
        clearable
        comboboxProps={{ withinPortal: false }}
      />
      <ClientFilter
        label={t('list.client')}
        clientId={search.client_id}
        onChange={(client_id) => view.show({ client_id })}
      />
    </FilterPopover>
  );
}
