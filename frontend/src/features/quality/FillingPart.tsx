import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useState } from 'react';
import { qualityFillingOptions } from '@/api/queries';
import { usePeople } from '@/entities/people';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { entered, type Entered } from './entered';
import styles from './Quality.module.css';

const FillingRows = lazy(() => import('./FillingRows'));

/** Who has entered how much lately, whoever the clients belong to. */
export function FillingPart() {
  const t = useText('quality');
  const format = useFormat();
  const names = usePeople();
  const { data, error, refetch } = useQuery(qualityFillingOptions());
  const [opened, setOpened] = useState<{ userId: string; what: Entered } | null>(null);
  return (
    <Card title={t('filling.title')} aside={t('opens')} className={styles.card}>
      {error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className={styles.quiet}>{t('filling.empty')}</p>}
      {data !== undefined && data.items.length > 0 && (
        <div className={styles.scroller} tabIndex={0} role="region" aria-label={t('filling.title')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('people.title')}</th>
                {entered.map((name) => (
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
                  {entered.map((name) => (
                    <td key={name} className={styles.number}>
                      {person[name] === 0 ? (
                        format.number(0)
                      ) : (
                        <UnstyledButton
                          className={styles.opener}
                          onClick={() => setOpened({ userId: person.user_id, what: name })}
                        >
                          {format.number(person[name])}
                        </UnstyledButton>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {opened !== null && (
        <Suspense>
          <FillingRows
            {...opened}
            name={names.get(opened.userId)?.name ?? ''}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
    </Card>
  );
}
