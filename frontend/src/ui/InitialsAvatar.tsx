import { classes } from '@/lib/classes';
import { initials } from '@/lib/initials';
import styles from './InitialsAvatar.module.css';

interface InitialsAvatarProps {
  name: string;
  size?: 'small' | 'large';
  /** Read the name aloud; leave it off where the name stands beside. */
  named?: boolean;
}

/** The initials of a person or company in a quiet circle. */
export function InitialsAvatar({ name, size = 'small', named = false }: InitialsAvatarProps) {
  return (
    <span
      className={classes(styles.avatar, styles[size])}
      title={name}
      role={named ? 'img' : undefined}
      aria-label={named ? name : undefined}
      aria-hidden={named ? undefined : true}
    >
      {initials(name)}
    </span>
  );
}
