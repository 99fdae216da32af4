import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { qualityGetOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { maybeText, useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { CardSkeletons } from '@/ui/Skeletons';
import { FieldsPart } from './FieldsPart';
import { FillingPart } from './FillingPart';
import { PeoplePart } from './PeoplePart';
import styles from './Quality.module.css';
import { RowsLink } from './RowsLink';
import { TrendPart } from './TrendPart';

/** How well the base is kept: what is missing and wrong, by field, by manager, day by day. */
export function QualityScreen() {
  const t = useText('quality');
  const format = useFormat();
  const mayChoose = useCan('fields:manage');
  const { data, error, refetch } = useQuery(qualityGetOptions());
  return (
    <>
      <PageHeader
        title={t('title')}
        facts={
          data === undefined || data.clients === 0
            ? undefined
            : t('facts', {
                count: data.clients,
                shown: format.number(data.clients),
                share: format.percent(data.completeness / 100),
              })
        }
        actions={
          mayChoose && (
            <Button component={Link} to="/settings/quality" variant="default">
              {t('toStandard')}
            </Button>
          )
        }
      />
      {error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <CardSkeletons />}
      {data?.clients === 0 && <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
      {data !== undefined && data.clients > 0 && (
        <div className={styles.screen}>
          <ul className={styles.figures}>
            {data.figures.map((figure) => (
              <li key={figure.name}>
                <RowsLink filter={figure.filter} className={styles.figure}>
                  <span className={styles.count} data-bad={figure.count > 0 || undefined}>
                    {format.number(figure.count)}
                  </span>
                  {maybeText('quality', `figures.${figure.name}`) ?? figure.name}
                </RowsLink>
              </li>
            ))}
          </ul>
          <FieldsPart fields={data.fields} />
          <PeoplePart people={data.people} figures={data.figures} fields={data.fields} />
          <FillingPart />
          <TrendPart />
        </div>
      )}
    </>
  );
}
