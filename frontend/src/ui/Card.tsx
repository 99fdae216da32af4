import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classes } from '@/lib/classes';
import styles from './Card.module.css';

interface CardProps extends Omit<ComponentPropsWithRef<'section'>, 'title'> {
  title?: ReactNode;
  /** Quiet words at the right of the title. */
  aside?: ReactNode;
  /** Without inner space: for lists whose rows have their own. */
  flush?: boolean;
}

/** White paper on the ground: a hairline and a soft shadow. Never put a card into a card. */
export function Card({ title, aside, flush = false, className, children, ...rest }: CardProps) {
  return (
    <section {...rest} className={classes(styles.card, flush && styles.flush, className)}>
      {(title !== undefined || aside !== undefined) && (
        <header className={styles.header}>
          <h2 className={styles.title}>{title}</h2>
          {aside !== undefined && <div className={styles.aside}>{aside}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
