import type { ReactNode } from 'react';
import { useText } from '@/i18n/text';
import styles from './FilterBar.module.css';

/** What narrows a list, in one quiet row above it; on a phone all of it stays in sight, in as many rows as it needs. */
export function FilterBar({ children }: { children: ReactNode }) {
  const t = useText('common');
  return (
    <div role="group" aria-label={t('filters')} className={styles.bar}>
      {children}
    </div>
  );
}
