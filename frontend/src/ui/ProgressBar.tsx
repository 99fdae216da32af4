import { classes } from '@/lib/classes';
import type { Tone } from './Chip';
import styles from './ProgressBar.module.css';

interface ProgressBarProps {
  /** 0 to 1; more is drawn as full. */
  share: number;
  /** Where it should be today, 0 to 1. */
  expected?: number | null;
  tone?: Extract<Tone, 'accent' | 'done' | 'danger'>;
}

const percent = (share: number) => `${Math.max(0, Math.min(1, share)) * 100}%`;

/** A thin bar with a tick where today should be. Decoration: the figures beside it are what is read aloud. */
export function ProgressBar({ share, expected, tone = 'accent' }: ProgressBarProps) {
  return (
    <div aria-hidden className={styles.bar}>
      <div className={classes(styles.fill, styles[tone])} style={{ width: percent(share) }} />
      {expected != null && expected > 0 && expected < 1 && (
        <div className={styles.tick} style={{ insetInlineStart: percent(expected) }} />
      )}
    </div>
  );
}
