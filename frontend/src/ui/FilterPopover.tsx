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
  /** Another filter on the screen has the key. */
  hasKey?: boolean;
  children: ReactNode;
}

/** The filters of a list behind a button; `F` opens them, as a rule. */
export function FilterPopover({
  label,
  clearLabel,
  count,
  onClear,
  hasKey = true,
  children,
}: FilterPopoverProps) {
  const [isOpen, { open, close, toggle }] = useDisclosure(false);
  useHotkeys(hasKey ? [['f', open]] : []);
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
        <Button
          variant="default"
          rightSection={hasKey ? <Kbd keys="F" /> : undefined}
          aria-keyshortcuts={hasKey ? 'F' : undefined}
          onClick={toggle}
        >
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
