import { UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { classes } from '@/lib/classes';
import { Kbd } from './Kbd';
import styles from './ChoiceChips.module.css';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
}

interface ChoiceChipsProps<Value extends string> {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  /** Shows 1–9 and lets these keys choose, when nobody is typing; 'shown' where the owner hears the keys itself. */
  numbered?: boolean | 'shown';
  /** Equal wide cells with a frame (run mode) instead of small chips. */
  wide?: boolean;
}

/** One of a few, in one click or one key. */
export function ChoiceChips<Value extends string>(props: ChoiceChipsProps<Value>) {
  const { label, choices, value, onChange, numbered = false, wide = false } = props;
  useHotkeys(
    numbered === true
      ? choices.slice(0, 9).map((choice, index) => [String(index + 1), () => onChange(choice.value)])
      : [],
  );
  return (
    <div role="group" aria-label={label} className={wide ? styles.wide : styles.chips}>
      {choices.map((choice, index) => (
        <UnstyledButton
          key={choice.value}
          className={classes(wide ? styles.cell : styles.chip, choice.value === value && styles.chosen)}
          aria-pressed={choice.value === value}
          aria-keyshortcuts={numbered !== false && index < 9 ? String(index + 1) : undefined}
          onClick={() => onChange(choice.value)}
        >
          <span>{choice.label}</span>
          {numbered !== false && index < 9 && <Kbd keys={String(index + 1)} />}
        </UnstyledButton>
      ))}
    </div>
  );
}
