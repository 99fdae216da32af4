import { ActionIcon, Input, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { DealLineInput } from '@/api/contract';
import { useText } from '@/i18n/text';
import { MoneyInput } from '@/ui/MoneyInput';
import styles from './Lines.module.css';
import { added, changed, removed } from './linesModel';
import { ProductPicker } from './ProductPicker';

interface ProductsInputProps {
  label: string;
  error: string | undefined;
  currency: string;
  autoFocus: boolean;
  lines: readonly DealLineInput[];
  onLines: (lines: readonly DealLineInput[]) => void;
}

/** Asks, in the form of a move, what the deal sells. */
export default function ProductsInput(props: ProductsInputProps) {
  const { label, error, currency, autoFocus, lines, onLines } = props;
  const t = useText('products');
  return (
    <Input.Wrapper label={label} error={error} labelElement="div">
      <ul className={styles.list}>
        {lines.map((line, place) => (
          <li key={place} className={styles.line}>
            <span className={styles.name}>{line.name}</span>
            <div className={styles.inputs}>
              <TextInput
                size="xs"
                className={styles.quantity}
                aria-label={t('lines.of', { field: t('lines.quantity'), line: line.name ?? '' })}
                inputMode="decimal"
                value={String(line.quantity)}
                onChange={(event) => onLines(changed(place, { quantity: event.currentTarget.value })(lines))}
              />
              {line.unit_price !== undefined && line.unit_price !== null && (
                <MoneyInput
                  size="xs"
                  className={styles.price}
                  aria-label={t('lines.of', { field: t('lines.price'), line: line.name ?? '' })}
                  value={String(line.unit_price)}
                  currency={currency}
                  onChange={(price) => onLines(changed(place, { unit_price: price ?? '0' })(lines))}
                />
              )}
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              className={styles.remove}
              aria-label={t('lines.remove', { line: line.name ?? '' })}
              onClick={() => onLines(removed(place)(lines))}
            >
              <IconX className={styles.icon} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <ProductPicker
        currency={currency}
        autoFocus={autoFocus}
        onPick={(line) => onLines(added(line)(lines))}
      />
    </Input.Wrapper>
  );
}
