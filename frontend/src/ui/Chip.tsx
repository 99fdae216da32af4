import type { ReactNode } from 'react';
import { classes } from '@/lib/classes';
import styles from './Chip.module.css';

export type Tone = 'neutral' | 'accent' | 'danger' | 'warning' | 'done';

interface ChipProps {
  /** Colour only for meaning: danger = overdue or missing, warning = soon, done = done. */
  tone?: Tone;
  children: ReactNode;
}

/** A small fact on a soft ground: a due time, an age, a count. */
export function Chip({ tone = 'neutral', children }: ChipProps) {
  return <span className={classes(styles.chip, styles[tone])}>{children}</span>;
}
