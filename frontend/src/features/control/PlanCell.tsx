import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import styles from './ControlScreen.module.css';

interface PlanCellProps {
  /** Whose target of what. */
  label: string;
  /** Of what, for a phone, where the heads of the columns are away. */
  shortLabel: string;
  /** A decimal of the API, or nothing. */
  target: string;
  onTarget: (target: string) => void;
}

const centsOf = (value: string | number) => (value === '' ? '' : Number(value).toFixed(2));

/** The field of the same column in the next row. */
function nextBelow(field: HTMLElement): HTMLElement | null {
  const cell = field.closest('td');
  const below = cell?.closest('tr')?.nextElementSibling?.children[cell.cellIndex];
  return below?.querySelector('input') ?? null;
}

/** One target; saved when one leaves the field. Enter goes on to the next person. */
export function PlanCell({ label, shortLabel, target, onTarget }: PlanCellProps) {
  const [value, setValue] = useState<string | number>(target === '' ? '' : Number(target));
  const [shown, setShown] = useState(target);
  if (shown !== target) {
    setShown(target);
    setValue(target === '' ? '' : Number(target));
  }
  const save = () => {
    if (centsOf(value) !== target) onTarget(centsOf(value));
  };
  return (
    <td data-label={shortLabel}>
      <NumberInput
        aria-label={label}
        className={styles.target}
        hideControls
        min={0}
        decimalScale={2}
        thousandSeparator=" "
        value={value}
        onChange={setValue}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          save();
          nextBelow(event.currentTarget)?.focus();
        }}
      />
    </td>
  );
}
