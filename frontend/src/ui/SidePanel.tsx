import { ActionIcon } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowsDiagonal, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '@/i18n/text';
import styles from './SidePanel.module.css';

interface SidePanelProps {
  /** Read aloud as the name of the region. */
  label: string;
  header?: ReactNode;
  children: ReactNode;
  /** Quiet or filled buttons that stay in sight at the bottom. */
  footer?: ReactNode;
  /** Go back to the list's address. */
  onClose: () => void;
  onOpenFull?: () => void;
}

/**
 * A card beside the list: it stands in the list's layout (see SplitView), has its own address and leaves the list usable.
 * On a phone it covers the screen.
 */
export function SidePanel({ label, header, children, footer, onClose, onOpenFull }: SidePanelProps) {
  const t = useText('common');
  useHotkeys([['Escape', onClose]]);
  return (
    <aside className={styles.panel} aria-label={label}>
      <div className={styles.header}>
        <div className={styles.heading}>{header}</div>
        {onOpenFull !== undefined && (
          <ActionIcon aria-label={t('openFull')} onClick={onOpenFull}>
            <IconArrowsDiagonal className={styles.icon} />
          </ActionIcon>
        )}
        <ActionIcon aria-label={t('close')} aria-keyshortcuts="Escape" onClick={onClose}>
          <IconX className={styles.icon} />
        </ActionIcon>
      </div>
      <div className={styles.body}>{children}</div>
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </aside>
  );
}
