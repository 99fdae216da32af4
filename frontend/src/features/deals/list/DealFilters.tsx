import { Checkbox } from '@mantine/core';
import type { Pipeline } from '@/api/contract';
import { ClientFilter } from '@/entities/ClientFilter';
import { useText } from '@/i18n/text';
import { FilterPopover } from '@/ui/FilterPopover';
import { FilterSelect } from '@/ui/FilterSelect';
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
      <FilterSelect
        label={t('filter.status')}
        choices={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
        value={search.status}
        unset={t('status.open')}
        onChange={(status) => view.show({ status })}
      />
      <FilterSelect
        label={t('filter.stage')}
        choices={stagesInOrder(pipeline).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.stage}
        unset={t('filter.anyStage')}
        onChange={(stage) => view.show({ stage })}
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
