import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classes } from '@/lib/classes';
import styles from './RowList.module.css';

interface RowProps extends Omit<ComponentPropsWithRef<'li'>, 'title' | 'children'> {
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

export function Row({ lead, title, facts, actions, className, ...rest }: RowProps) {
  return (
    <li {...rest} className={classes(styles.row, className)}>
      {lead}
      <div className={styles.words}>
        <div className={styles.title}>{title}</div>
        {facts !== undefined && <div className={styles.facts}>{facts}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </li>
  );
}
