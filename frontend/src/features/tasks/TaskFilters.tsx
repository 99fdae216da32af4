import { Button, Popover, Select } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { clientsGetOptions } from '@/api/queries';
import { ClientPicker } from '@/entities/ClientPicker';
import { taskKinds } from '@/entities/NextStepFields';
import { useText } from '@/i18n/text';
import { Kbd } from '@/ui/Kbd';
import { duePeriods } from './duePeriods';
import type { TasksView } from './useTasksView';
import styles from './TaskFilters.module.css';

const statuses = ['open', 'done', 'cancelled'] as const;

/** Narrows the list: by status, kind, time and client. `F` opens it; how many are set stands on the button. */
export function TaskFilters({ view }: { view: TasksView }) {
  const t = useText('tasks');
  const entities = useText('entities');
  const [isOpen, { open, close, toggle }] = useDisclosure(false);
  useHotkeys([['f', open]]);
  const { search } = view;
  const client = useQuery({
    ...clientsGetOptions({ path: { client_id: search.client_id ?? '' } }),
    enabled: search.client_id !== undefined,
  });
  const set = [search.status, search.kind, search.due, search.client_id, search.deal_id];
  const count = set.filter(Boolean).length;
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
        <ClientPicker
          label={t('list.client')}
          value={search.client_id === undefined || client.data === undefined ? null : client.data}
          onChange={(chosen) => view.show({ client_id: chosen?.id })}
        />
        {count > 0 && (
          <Button
            variant="subtle"
            onClick={() =>
              view.show({
                status: undefined,
                kind: undefined,
                due: undefined,
                client_id: undefined,
                deal_id: undefined,
              })
            }
          >
            {t('filter.clear')}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
