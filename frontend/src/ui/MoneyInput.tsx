import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { currencyMark, formatDecimal, thirdsMark } from '@/i18n/numbers';
import { languageStore } from '@/i18n/engine';
import { parseDecimal } from '@/lib/decimal';
import { useStore } from '@/lib/store';
import styles from './MoneyInput.module.css';

interface MoneyInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** A decimal string of the API ("48000000.00"), or null for nothing. */
  value: string | null;
  currency: string;
  onChange: (value: string | null) => void;
}

/** An amount, grouped as the language groups; typed with any separators. Exact: no floats on the way. */
export function MoneyInput({ value, currency, onChange, onBlur, onFocus, ...rest }: MoneyInputProps) {
  const language = useStore(languageStore);
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? (value === null ? '' : formatDecimal(value, language));
  return (
    <TextInput
      {...rest}
      value={shown}
      inputMode="decimal"
      autoComplete="off"
      classNames={{ input: styles.input }}
      rightSection={<span className={styles.mark}>{currencyMark(currency, language)}</span>}
      rightSectionWidth="auto"
      rightSectionPointerEvents="none"
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setDraft(typed);
        onChange(parseDecimal(typed, thirdsMark(currency, language)));
      }}
      onFocus={(event) => {
        event.currentTarget.select();
        onFocus?.(event);
      }}
      onBlur={(event) => {
        setDraft(null);
        onBlur?.(event);
      }}
    />
  );
}
