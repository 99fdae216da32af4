import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { clientsFieldHistoryOptions } from '@/api/queries';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { useFieldNames } from './card/useFieldNames';
import styles from './ConflictAlert.module.css';
import type { ClientEditor, Conflict } from './useClientChange';

/** Two people changed the same field: both values, and the choice between them. */
export function ConflictAlert({ editor }: { editor: ClientEditor }) {
  const t = useText('clients');
  const { conflict, keepMine, takeTheirs } = editor;
  const nameOf = useFieldNames();
  const by = useWhoChanged(conflict);
  if (conflict === null) return null;
  const words = (value: unknown) => {
    if (typeof value === 'string') return value;
    return Array.isArray(value)
      ? value.map((item) => (typeof item === 'string' ? item : pointValue(item))).join(', ')
      : '—';
  };
  return (
    <div role="alert" className={styles.alert}>
      <p className={styles.title}>{t('conflict.title')}</p>
      {by !== null && <p className={styles.whose}>{by}</p>}
      <dl className={styles.values}>
        {conflict.fields.map((field) => (
          <div key={field} className={styles.pair}>
            <dt>{nameOf({ [field]: conflict.mine[field] })}</dt>
            {!field.endsWith('_id') && field !== 'custom' && (
              <dd>
                <span className={styles.whose}>{t('conflict.mine')}</span> {words(conflict.mine[field])}
                <br />
                <span className={styles.whose}>{t('conflict.theirs')}</span> {words(conflict.theirs[field])}
              </dd>
            )}
          </div>
        ))}
      </dl>
      <div className={styles.actions}>
        <Button size="xs" onClick={keepMine}>
          {t('conflict.keepMine')}
        </Button>
        <Button size="xs" variant="default" onClick={takeTheirs}>
          {t('conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  );
}

/** Who changed the disputed field last, and how long ago. */
function useWhoChanged(conflict: Conflict | null): string | null {
  const format = useFormat();
  const [first] = conflict?.fields ?? [];
  const [own] = Object.keys(conflict?.mine.custom ?? {});
  const { data } = useQuery({
    ...clientsFieldHistoryOptions({
      path: {
        client_id: conflict?.theirs.id ?? '',
        name: first === 'custom' ? `custom.${own}` : (first ?? ''),
      },
      query: { limit: 1 },
    }),
    enabled: first !== undefined,
    staleTime: 0,
  });
  const last = data?.items[0];
  return last === undefined ? null : `${last.actor.name}, ${format.time(last.at)}`;
}

function pointValue(point: unknown): string {
  return typeof point === 'object' && point !== null && 'value' in point ? String(point.value) : '';
}
