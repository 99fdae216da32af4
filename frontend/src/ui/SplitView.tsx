import type { ReactNode } from 'react';
import styles from './SplitView.module.css';

interface SplitViewProps {
  children: ReactNode;
  /** The child route's `<Outlet />`; the list gets the whole width while it is empty. */
  panel: ReactNode;
}

/** A list and, at its right, the card of the row that is open. Fills the height that is left and scrolls inside. */
export function SplitView({ children, panel }: SplitViewProps) {
  return (
    <div className={styles.split}>
      <div className={styles.list}>{children}</div>
      <div className={styles.panel}>{panel}</div>
    </div>
  );
}
