import { Button, Popover } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import styles from './FilterPopover.module.css';
import { Kbd } from './Kbd';

interface FilterPopoverProps {
  /** What the button says: that one can filter, or how many filters are set. */
  label: string;
  clearLabel: string;
  count: number;
  onClear: () => void;
  children: ReactNode;
}

/** The filters of a list behind a button; `F` opens them. */
export function FilterPopover({ label, clearLabel, count, onClear, children }: FilterPopoverProps) {
  const [isOpen, { open, close, toggle }] = useDisclosure(false);
  useHotkeys([['f', open]]);
  return (
    <Popover
      opened={isOpen}
      onDismiss={close}
      position="bottom-end"
      width="var(--b-form-width)"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button variant="default" rightSection={<Kbd keys="F" />} aria-keyshortcuts="F" onClick={toggle}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.filters}>
        {children}
        {count > 0 && (
          <Button variant="subtle" onClick={onClear}>
            {clearLabel}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
