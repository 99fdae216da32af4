import { Button } from '@mantine/core';
import type { ClientChange } from '@/api/contract';
import { useText } from '@/i18n/text';
import styles from './ConflictAlert.module.css';
import type { ClientEditor } from './useClientChange';

const named = ['name', 'position', 'source', 'language', 'note', 'tags'] as const;

/** Two people changed the same field: both values, and the choice between them. */
export function ConflictAlert({ editor }: { editor: ClientEditor }) {
  const t = useText('clients');
  const { conflict, keepMine, takeTheirs } = editor;
  if (conflict === null) return null;
  const nameOf = (field: keyof ClientChange) => {
    const known = named.find((name) => name === field);
    if (known !== undefined) return t(`fields.${known}`);
    if (field === 'owner_id') return t('list.owner');
    return field === 'company_id' ? t('fields.company') : t('contacts.title');
  };
  const words = (value: unknown) => {
    if (typeof value === 'string') return value;
    return Array.isArray(value)
      ? value.map((item) => (typeof item === 'string' ? item : pointValue(item))).join(', ')
      : '—';
  };
  return (
    <div role="alert" className={styles.alert}>
      <p className={styles.title}>{t('conflict.title')}</p>
      <dl className={styles.values}>
        {conflict.fields.map((field) => (
          <div key={field} className={styles.pair}>
            <dt>{nameOf(field)}</dt>
            {!field.endsWith('_id') && (
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

function pointValue(point: unknown): string {
  return typeof point === 'object' && point !== null && 'value' in point ? String(point.value) : '';
}
