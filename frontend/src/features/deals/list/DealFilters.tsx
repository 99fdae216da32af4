import { Checkbox, Select } from '@mantine/core';
import type { Pipeline } from '@/api/contract';
import { ClientFilter } from '@/entities/ClientFilter';
import { useText } from '@/i18n/text';
import { FilterPopover } from '@/ui/FilterPopover';
import { stagesInOrder } from '../stages';
import { statuses, type DealsView } from '../useDealsView';

interface DealFiltersProps {
  view: DealsView;
  pipeline: Pipeline;
}

/** Narrows the list: by status, stage and client. How many are set stands on the button. */
export function DealFilters({ view, pipeline }: DealFiltersProps) {
  const t = useText('deals');
  const entities = useText('entities');
  const { search } = view;
  const count = [search.status, search.stage, search.client_id, search.stepless, search.overdue].filter(
    Boolean,
  ).length;
  return (
    <FilterPopover
      label={count === 0 ? t('filter.open') : t('filter.count', { count })}
      clearLabel={t('filter.clear')}
      count={count}
      hasKey={false}
      onClear={() =>
        view.show({
          status: undefined,
          stage: undefined,
          client_id: undefined,
          stepless: undefined,
          overdue: undefined,
        })
      }
    >
      <Select
        label={t('filter.status')}
        data={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
        value={search.status ?? null}
        onChange={(value) => view.show({ status: statuses.find((status) => status === value) })}
        placeholder={t('status.open')}
        clearable
        comboboxProps={{ withinPortal: false }}
      />
      <Select
        label={t('filter.stage')}
        data={stagesInOrder(pipeline).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.stage ?? null}
        onChange={(value) => view.show({ stage: value ?? undefined })}
        placeholder={t('filter.anyStage')}
        clearable
        comboboxProps={{ withinPortal: false }}
      />
      <Checkbox
        label={entities('nextStep.missing')}
        checked={search.stepless === true}
        onChange={(event) => view.show({ stepless: event.currentTarget.checked || undefined })}
      />
      <Checkbox
        label={t('stageTime.filter')}
        checked={search.overdue === true}
        onChange={(event) => view.show({ overdue: event.currentTarget.checked || undefined })}
      />
      <ClientFilter
        label={t('list.client')}
        clientId={search.client_id}
        onChange={(client_id) => view.show({ client_id })}
      />
    </FilterPopover>
  );
}
