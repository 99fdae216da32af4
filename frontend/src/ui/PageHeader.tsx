import type { ReactNode } from 'react';
import styles from './PageHeader.module.css';

interface PageHeaderProps {
  title: ReactNode;
  /** Facts beside the title: "64 open · 412 m". */
  facts?: ReactNode;
  /** Buttons at the right; one of them filled. */
  actions?: ReactNode;
}

export function PageHeader({ title, facts, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.heading}>
        <h1 className={styles.title}>{title}</h1>
        {facts !== undefined && <div className={styles.facts}>{facts}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
