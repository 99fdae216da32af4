import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import type { DealLine, DealLineInput } from '@/api/contract';
import { languageStore } from '@/i18n/engine';
import { formatDecimal } from '@/i18n/numbers';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { parseDecimal } from '@/lib/decimal';
import { useStore } from '@/lib/store';
import { readDiscount, readQuantity, writeDiscount, writeQuantity } from './linesModel';
import styles from './Lines.module.css';

interface LineRowProps {
  line: DealLine;
  currency: string;
  isLocked: boolean;
  onChange: (change: Partial<DealLineInput>) => void;
  onRemove: () => void;
  /** Enter in the last field: on to the next product. */
  onDone: () => void;
}

/** A line of a deal; Enter goes from the quantity to the price, the discount and the next product. */
export function LineRow({ line, currency, isLocked, onChange, onRemove, onDone }: LineRowProps) {
  const t = useText('products');
  const format = useFormat();
  const language = useStore(languageStore);
  const gross = format.money(line.gross, currency);
  if (isLocked) {
    const facts = [
      `${writeQuantity(line.quantity)} ${line.unit ?? ''}`.trim() +
        ` × ${format.money(line.unit_price, currency)}`,
      writeDiscount(line) === '' ? null : `−${writeDiscount(line)}`,
    ];
    return (
      <li className={styles.line}>
        <span className={styles.name}>{line.name}</span>
        <span className={styles.facts}>{facts.filter(Boolean).join(' · ')}</span>
        <span className={styles.gross}>{gross}</span>
      </li>
    );
  }
  const name = (field: 'quantity' | 'price' | 'discountShort') =>
    t('lines.of', { field: t(`lines.${field}`), line: line.name });
  return (
    <li className={styles.line}>
      <span className={styles.name}>{line.name}</span>
      <div className={styles.inputs}>
        <Cell
          label={name('quantity')}
          className={styles.quantity}
          value={writeQuantity(line.quantity)}
          unit={line.unit}
          isFirst
          read={(typed) => {
            const quantity = readQuantity(typed);
            return quantity === null ? null : { quantity };
          }}
          onChange={onChange}
        />
        <Cell
          label={name('price')}
          className={styles.price}
          value={formatDecimal(line.unit_price, language)}
          read={(typed) => {
            const price = parseDecimal(typed);
            return price === null ? null : { unit_price: price };
          }}
          onChange={onChange}
        />
        <Cell
          label={name('discountShort')}
          className={styles.discount}
          value={writeDiscount(line)}
          placeholder="%"
          hint={t('lines.discount')}
          read={readDiscount}
          onChange={onChange}
          onDone={onDone}
        />
      </div>
      <span className={styles.gross}>{gross}</span>
      <ActionIcon
        variant="subtle"
        color="gray"
        className={styles.remove}
        aria-label={t('lines.remove', { line: line.name })}
        onClick={onRemove}
      >
        <IconX className={styles.icon} aria-hidden />
      </ActionIcon>
    </li>
  );
}

interface CellProps {
  label: string;
  className: string | undefined;
  value: string;
  unit?: string | null;
  placeholder?: string;
  hint?: string;
  isFirst?: boolean;
  /** What was typed as a change of the line; null when it can't be read. */
  read: (typed: string) => Partial<DealLineInput> | null;
  onChange: (change: Partial<DealLineInput>) => void;
  onDone?: () => void;
}

function Cell({
  label,
  className,
  value,
  unit,
  placeholder,
  hint,
  isFirst,
  read,
  onChange,
  onDone,
}: CellProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const isWrong = draft !== null && read(draft) === null;
  const save = () => {
    const change = draft === null || draft.trim() === value ? null : read(draft);
    if (change !== null) onChange(change);
    if (!isWrong) setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      setDraft(null);
    }
    if (event.key !== 'Enter' || isWrong) return;
    event.preventDefault();
    save();
    if (onDone !== undefined) onDone();
    else nextCell(event.currentTarget)?.focus();
  };
  return (
    <TextInput
      size="xs"
      aria-label={label}
      title={hint}
      className={className}
      data-cell={isFirst ? 'first' : 'next'}
      inputMode="decimal"
      autoComplete="off"
      placeholder={placeholder}
      value={draft ?? value}
      error={isWrong}
      rightSection={
        unit === undefined || unit === null ? undefined : <span className={styles.unit}>{unit}</span>
      }
      rightSectionWidth="auto"
      rightSectionPointerEvents="none"
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={onKeyDown}
    />
  );
}

function nextCell(input: HTMLInputElement): HTMLInputElement | undefined {
  const cells = [...(input.closest('li')?.querySelectorAll<HTMLInputElement>('input[data-cell]') ?? [])];
  return cells[cells.indexOf(input) + 1];
}
