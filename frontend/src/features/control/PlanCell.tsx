import { NumberInput } from '@mantine/core';
import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import { trimDecimal } from '@/lib/decimal';
import { MoneyInput } from '@/ui/MoneyInput';
import styles from './ControlScreen.module.css';

interface PlanCellProps {
  /** Whose target of what. */
  label: string;
  /** Of what, for a phone, where the heads of the columns are away. */
  shortLabel: string;
  /** In which money it is counted; null when it is no money. */
  currency: string | null;
  /** A decimal of the API, or nothing. */
  target: string;
  onTarget: (target: string) => void;
}

/** The field of the same column in the next row. */
function nextBelow(field: HTMLElement): HTMLElement | null {
  const cell = field.closest('td');
  const below = cell?.closest('tr')?.nextElementSibling?.children[cell.cellIndex];
  return below?.querySelector('input') ?? null;
}

/** One target; saved when one leaves the field. Enter goes on to the next person. */
export function PlanCell({ label, shortLabel, currency, target, onTarget }: PlanCellProps) {
  const [value, setValue] = useState(target);
  const [shown, setShown] = useState(target);
  if (shown !== target) {
    setShown(target);
    setValue(target);
  }
  const save = (field: HTMLInputElement) => {
    // What is no number takes no target away: the field shows the present one again.
    if (value === '' && field.value.trim() !== '') setValue(target);
    else if (trimDecimal(value) !== trimDecimal(target)) onTarget(value);
  };
  const shared = {
    'aria-label': label,
    className: styles.target,
    onBlur: (event: FocusEvent<HTMLInputElement>) => save(event.currentTarget),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.key !== 'Enter') return;
      const below = nextBelow(event.currentTarget);
      if (below === null) event.currentTarget.blur();
      else below.focus();
    },
  };
  return (
    <td data-label={shortLabel}>
      {currency === null ? (
        <NumberInput
          {...shared}
          hideControls
          min={0}
          decimalScale={2}
          thousandSeparator=" "
          value={value === '' ? '' : Number(value)}
          onChange={(typed) => setValue(String(typed))}
        />
      ) : (
        <MoneyInput
          {...shared}
          currency={currency}
          value={value === '' ? null : value}
          onChange={(typed) => setValue(typed ?? '')}
        />
      )}
    </td>
  );
}
