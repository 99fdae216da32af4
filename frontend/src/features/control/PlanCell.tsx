import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import styles from './ControlScreen.module.css';

interface PlanCellProps {
  label: string;
  /** A decimal of the API, or nothing. */
  target: string;
  onTarget: (target: string) => void;
}

const centsOf = (value: string | number) => (value === '' ? '' : Number(value).toFixed(2));

/** One target; saved when one leaves the field or presses Enter. */
export function PlanCell({ label, target, onTarget }: PlanCellProps) {
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
    <td>
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
          if (event.key === 'Enter') save();
        }}
      />
    </td>
  );
}
