import type { ReactNode } from 'react';
import styles from './RowList.module.css';

interface RowProps {
  lead?: ReactNode;
  title: ReactNode;
  facts?: ReactNode;
  /** Quiet buttons at the right. */
  actions?: ReactNode;
}

/** A short list inside a flush Card; for long ones there is DataTable. */
export function RowList({ children }: { children: ReactNode }) {
  return <ul className={styles.list}>{children}</ul>;
}

export function Row({ lead, title, facts, actions }: RowProps) {
  return (
    <li className={styles.row}>
      {lead}
      <div className={styles.words}>
        <div className={styles.title}>{title}</div>
        {facts !== undefined && <div className={styles.facts}>{facts}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </li>
  );
}
