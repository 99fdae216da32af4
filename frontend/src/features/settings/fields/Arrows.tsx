import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useText } from '@/i18n/text';
import styles from './Fields.module.css';

interface ArrowsProps {
  name: string;
  onUp?: () => void;
  onDown?: () => void;
}

/** Ordering by keyboard, a place at a time. */
export function Arrows({ name, onUp, onDown }: ArrowsProps) {
  const t = useText('fields');
  return (
    <>
      <ActionIcon
        size="sm"
        aria-label={t('field.up', { name })}
        disabled={onUp === undefined}
        data-move="up"
        onClick={onUp}
      >
        <IconArrowUp className={styles.icon} />
      </ActionIcon>
      <ActionIcon
        size="sm"
        aria-label={t('field.down', { name })}
        disabled={onDown === undefined}
        data-move="down"
        onClick={onDown}
      >
        <IconArrowDown className={styles.icon} />
      </ActionIcon>
    </>
  );
}
