import { ActionIcon, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Field } from '@/api/contract';
import { clientsFieldHistoryOptions } from '@/api/queries';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { RowSkeletons } from '@/ui/Skeletons';
import styles from './FieldHistory.module.css';
import { FieldValue } from '@/entities/fields/FieldValue';

interface FieldHistoryProps {
  clientId: string;
  /** The field's name in the API: `position`, or `custom.<id>`. */
  name: string;
  label: string;
  /** The definition, for one of the workspace's own. */
  field?: Field;
}

/** A quiet button that opens who changed the field, when, and what stood there before. */
export function FieldHistory(props: FieldHistoryProps) {
  const t = useText('fields');
  const [opened, { toggle, close }] = useDisclosure(false);
  return (
    <Popover opened={opened} onDismiss={close} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          size="sm"
          className={styles.button}
          aria-label={t('history.open', { field: props.label })}
          onClick={toggle}
        >
          <IconHistory className={styles.icon} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('history.open', { field: props.label })} tabIndex={-1}>
        {opened && <Changes {...props} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Changes({ clientId, name, field }: FieldHistoryProps) {
  const t = useText('fields');
  const format = useFormat();
  const { data, error } = useQuery({
    ...clientsFieldHistoryOptions({ path: { client_id: clientId, name }, query: { limit: 20 } }),
    staleTime: 0,
  });
  if (error !== null) return <ProblemAlert problem={error} />;
  if (data === undefined) return <RowSkeletons rows={2} />;
  if (data.items.length === 0) return <p className={styles.quiet}>{t('history.empty')}</p>;
  return (
    <ol className={styles.list}>
      {data.items.map((entry) => (
        <li key={entry.id}>
          <div>
            <Shown field={field} value={entry.new} />
          </div>
          <div className={styles.quiet}>
            {entry.actor.name} · {format.dateTime(entry.at)}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Shown({ field, value }: { field: Field | undefined; value: unknown }) {
  if (value === null || value === undefined || value === '') return '—';
  if (field !== undefined) return <FieldValue field={field} value={value} />;
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string').join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '—';
}
