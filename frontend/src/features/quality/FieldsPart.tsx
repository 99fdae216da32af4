import type { FilledField } from '@/api/contract';
import { fieldTitle } from '@/entities/lists/useListFields';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { Chip } from '@/ui/Chip';
import { ProgressBar } from '@/ui/ProgressBar';
import styles from './Quality.module.css';
import { RowsLink } from './RowsLink';
import { shareOf } from './shares';

/** How often each field is filled: those that should be first, then the emptiest. */
export function FieldsPart({ fields }: { fields: readonly FilledField[] }) {
  const t = useText('quality');
  const format = useFormat();
  const sorted = [...fields].sort(
    (left, right) => Number(right.is_required) - Number(left.is_required) || shareOf(left) - shareOf(right),
  );
  return (
    <Card title={t('fields.title')} aside={t('opens')} className={styles.card}>
      <div className={styles.scroller}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('fields.field')}</th>
              <th scope="col">{t('fields.filled')}</th>
              <th scope="col" className={styles.number}>
                {t('fields.empty')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((field) => (
              <tr key={field.name}>
                <th scope="row">
                  <span className={styles.name}>
                    {fieldTitle(field)}
                    {field.is_required && <Chip>{t('fields.required')}</Chip>}
                    {field.total > 0 && field.filled === 0 && <Chip tone="warning">{t('fields.never')}</Chip>}
                  </span>
                </th>
                <td>
                  <span className={styles.share}>
                    <ProgressBar share={shareOf(field)} tone={shareOf(field) === 1 ? 'done' : 'accent'} />
                    {format.percent(shareOf(field))}
                  </span>
                </td>
                <td className={styles.number}>
                  <RowsLink filter={field.filter}>{format.number(field.total - field.filled)}</RowsLink>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
