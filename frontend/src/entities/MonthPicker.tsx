import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { monthAfter } from '@/lib/months';
import styles from './MonthPicker.module.css';

interface MonthPickerProps {
  /** "YYYY-MM" */
  month: string;
  onMonth: (month: string) => void;
}

/** One month, and a step to either side. */
export function MonthPicker({ month, onMonth }: MonthPickerProps) {
  const t = useText('control');
  const format = useFormat();
  return (
    <div role="group" aria-label={t('month')} className={styles.picker}>
      <ActionIcon aria-label={t('previous')} onClick={() => onMonth(monthAfter(month, -1))}>
        <IconChevronLeft className={styles.icon} />
      </ActionIcon>
      <span className={styles.month}>{format.month(month)}</span>
      <ActionIcon aria-label={t('next')} onClick={() => onMonth(monthAfter(month, 1))}>
        <IconChevronRight className={styles.icon} />
      </ActionIcon>
    </div>
  );
}
