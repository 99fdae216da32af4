import { useQuery } from '@tanstack/react-query';
import { qualityFillingOptions } from '@/api/queries';
import { usePeople } from '@/entities/people';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import styles from './Quality.module.css';

const shown = ['added', 'filled', 'corrected', 'emptied'] as const;

/** Who has entered how much lately, whoever the clients belong to. */
export function FillingPart() {
  const t = useText('quality');
  const format = useFormat();
  const names = usePeople();
  const { data, error, refetch } = useQuery(qualityFillingOptions());
  return (
    <Card title={t('filling.title')} className={styles.card}>
      {error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className={styles.quiet}>{t('filling.empty')}</p>}
      {data !== undefined && data.items.length > 0 && (
        <div className={styles.scroller} tabIndex={0} role="region" aria-label={t('filling.title')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('people.title')}</th>
                {shown.map((name) => (
                  <th scope="col" key={name} className={styles.number}>
                    {t(`filling.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map((person) => (
                <tr key={person.user_id}>
                  <th scope="row">{names.get(person.user_id)?.name}</th>
                  {shown.map((name) => (
                    <td key={name} className={styles.number}>
                      {format.number(person[name])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
