import { Button, Popover, Select } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Pipeline } from '@/api/contract';
import { clientsGetOptions } from '@/api/queries';
import { ClientPicker } from '@/entities/ClientPicker';
import { useText } from '@/i18n/text';
import { Kbd } from '@/ui/Kbd';
import { stagesInOrder } from '../stages';
import { statuses, type DealsView } from '../useDealsView';
import styles from './DealFilters.module.css';

interface DealFiltersProps {
  view: DealsView;
  pipeline: Pipeline;
}

/** Narrows the list: by status, stage and client. `F` opens it; how many are set stands on the button. */
export function DealFilters({ view, pipeline }: DealFiltersProps) {
  const t = useText('deals');
  const [isOpen, { open, close, toggle }] = useDisclosure(false);
  useHotkeys([['f', open]]);
  const { search } = view;
  const client = useQuery({
    ...clientsGetOptions({ path: { client_id: search.client_id ?? '' } }),
    enabled: search.client_id !== undefined,
  });
  const count = [search.status, search.stage, search.client_id].filter(Boolean).length;
  return (
    <Popover
      opened={isOpen}
      onDismiss={close}
      position="bottom-end"
      width="var(--b-form-width)"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button variant="default" rightSection={<Kbd keys="F" />} aria-keyshortcuts="F" onClick={toggle}>
          {count === 0 ? t('filter.open') : t('filter.count', { count })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.filters}>
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
        <ClientPicker
          label={t('list.client')}
          value={search.client_id === undefined || client.data === undefined ? null : client.data}
          onChange={(chosen) => view.show({ client_id: chosen?.id })}
        />
        {count > 0 && (
          <Button
            variant="subtle"
            onClick={() => view.show({ status: undefined, stage: undefined, client_id: undefined })}
          >
            {t('filter.clear')}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
