import styles from './Logo.module.css';

interface LogoProps {
  name: string;
}

/** The baton that is handed on. */
export function Logo({ name }: LogoProps) {
  return (
    <span className={styles.logo}>
      <svg viewBox="0 0 16 16" aria-hidden className={styles.mark}>
        <rect
          x="0.5"
          y="5.6"
          width="15"
          height="4.8"
          rx="2.4"
          fill="currentColor"
          transform="rotate(-24 8 8)"
        />
      </svg>
      {name}
    </span>
  );
}
