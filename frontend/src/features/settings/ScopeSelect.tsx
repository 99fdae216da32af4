import { NativeSelect } from '@mantine/core';
import { useText } from '@/i18n/text';
import styles from './ScopeSelect.module.css';
import { scopes } from './rights';

interface ScopeSelectProps {
  label: string;
  /** undefined: the right is not given. */
  value: string | undefined;
  disabled?: boolean;
  onChange: (scope: string) => void;
}

/** How far a right reaches: not at all, own, team, all. */
export function ScopeSelect({ label, value, disabled, onChange }: ScopeSelectProps) {
  const t = useText('settings');
  return (
    <NativeSelect
      size="xs"
      className={styles.select}
      rightSectionWidth="var(--b-space-5)"
      aria-label={label}
      data-given={value ?? 'none'}
      classNames={{ input: styles.input }}
      value={value ?? 'none'}
      disabled={disabled}
      data={['none' as const, ...scopes].map((scope) => ({ value: scope, label: t(`roles.scope.${scope}`) }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
