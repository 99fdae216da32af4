import { useQuery } from '@tanstack/react-query';
import { qualityTrendOptions } from '@/api/queries';
import { usePeople } from '@/entities/people';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import styles from './Quality.module.css';
import { cornersOf, linesOf } from './shares';

const width = 240;
const height = 32;

/** How complete each manager's clients were, day by day. */
export function TrendPart() {
  const t = useText('quality');
  const format = useFormat();
  const names = usePeople();
  const { data, error, refetch } = useQuery(qualityTrendOptions());
  const lines = linesOf(data?.items ?? []);
  const isLong = [...lines.values()].some((line) => line.length > 1);
  return (
    <Card title={t('trend.title')} className={styles.card}>
      {error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {data !== undefined && !isLong && <p className={styles.quiet}>{t('trend.empty')}</p>}
      {isLong && (
        <ul className={styles.lines}>
          {[...lines].map(([owner, line]) => {
            const who = owner === null ? t('people.nobody') : (names.get(owner)?.name ?? '');
            const from = format.percent(line[0]?.share ?? 0);
            const to = format.percent(line.at(-1)?.share ?? 0);
            return (
              <li key={owner} className={styles.line}>
                <span className={styles.who}>{who}</span>
                <svg
                  viewBox={`0 0 ${width} ${height}`}
                  preserveAspectRatio="none"
                  role="img"
                  aria-label={t('trend.line', { who, from, to })}
                  className={styles.graph}
                >
                  <polyline points={cornersOf(line, width, height)} vectorEffect="non-scaling-stroke" />
                </svg>
                <span className={styles.change} aria-hidden>
                  {from} → {to}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
