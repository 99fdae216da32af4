import { useQuery } from '@tanstack/react-query';
import type { ImportRow, TableImport } from '@/api/contract';
import { importsSamplesOptions } from '@/api/queries';
import { maybeText, useText } from '@/i18n/text';
import { Chip } from '@/ui/Chip';
import { useImportFields } from './importFields';
import styles from './Transfer.module.css';

/** The first rows of each outcome, with the reasons of those left out. */
export function ImportSamples({ record }: { record: TableImport }) {
  const t = useText('transfer');
  const { data } = useQuery(importsSamplesOptions({ path: { import_id: record.id } }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section aria-label={t('sampleRows')}>
      <h3 className={styles.heading}>{t('sampleRows')}</h3>
      <ul className={styles.rows}>
        {data.items.map((row) => (
          <li key={row.number}>
            <Chip tone={row.outcome === 'failed' ? 'danger' : 'neutral'}>
              {maybeText('transfer', `outcomes.${row.outcome}`) ?? row.outcome}
            </Chip>
            <span className={styles.cells}>
              <span className={styles.hint}>{t('row', { number: String(row.number) })}</span>{' '}
              {row.cells.filter(Boolean).join(' · ')}
              <Reasons row={row} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reasons({ row }: { row: ImportRow }) {
  const t = useText('transfer');
  const { nameOf } = useImportFields();
  return row.errors.map((error, index) => {
    const name = nameOf(String(error.field));
    const value = typeof error.value === 'string' ? error.value : '';
    const known =
      error.code === 'same_as_row' || error.code === 'looks_like'
        ? t(`reasons.${error.code}`, { value })
        : maybeText('transfer', `reasons.${String(error.code)}`);
    return (
      <span key={index} className={styles.reason} data-tone={row.outcome}>
        {known ?? t('reasons.other', { field: name })}
        {known !== null && known !== undefined && value !== '' && !known.includes(value) && `: ${value}`}
      </span>
    );
  });
}
