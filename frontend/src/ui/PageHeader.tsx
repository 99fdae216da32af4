import type { ReactNode } from 'react';
import { useText } from '@/i18n/text';
import styles from './PageHeader.module.css';

interface PageHeaderProps {
  title: ReactNode;
  /** What the browser's tab says; the title when it is plain text. */
  tabTitle?: string;
  /** Facts beside the title: "64 open · 412 m". */
  facts?: ReactNode;
  /** Buttons at the right; one of them filled. */
  actions?: ReactNode;
}

export function PageHeader({ title, tabTitle, facts, actions }: PageHeaderProps) {
  const t = useText('common');
  const tab = tabTitle ?? (typeof title === 'string' ? title : null);
  return (
    <header className={styles.header}>
      {tab !== null && <title>{`${tab} · ${t('productName')}`}</title>}
      <div className={styles.heading}>
        <h1 className={styles.title}>{title}</h1>
        {facts !== undefined && <div className={styles.facts}>{facts}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
