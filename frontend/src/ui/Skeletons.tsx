import { Skeleton } from '@mantine/core';
import { useText } from '@/i18n/text';
import styles from './Skeletons.module.css';

interface RowSkeletonsProps {
  rows?: number;
}

/** Rows that are on their way. */
export function RowSkeletons({ rows = 8 }: RowSkeletonsProps) {
  const t = useText('common');
  return (
    <div role="status" aria-label={t('loading')} className={styles.rows}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row}>
          <Skeleton className={styles.avatar} circle />
          <div className={styles.lines}>
            <Skeleton className={styles.line} width={`${50 + ((row * 17) % 35)}%`} />
            <Skeleton className={styles.thinLine} width={`${25 + ((row * 23) % 30)}%`} />
          </div>
        </div>
      ))}
    </div>
  );
}

/** A whole screen that is on its way: a title and rows, where they will be. */
export function ScreenSkeleton() {
  return (
    <div className={styles.screen}>
      <Skeleton className={styles.title} />
      <RowSkeletons />
    </div>
  );
}

export function CardSkeletons({ cards = 5 }: { cards?: number }) {
  const t = useText('common');
  return (
    <div role="status" aria-label={t('loading')} className={styles.cards}>
      {Array.from({ length: cards }, (_, card) => (
        <Skeleton key={card} className={styles.card} />
      ))}
    </div>
  );
}
