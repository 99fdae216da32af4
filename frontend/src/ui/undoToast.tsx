import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { text } from '@/i18n/text';
import styles from './undoToast.module.css';

const undoMilliseconds = 7000;

interface UndoToast {
  message: string;
  /** Takes the change back; the toast closes at once. */
  onUndo?: () => void;
  /** Another word than "Undo", where it can't be taken back but changed. */
  actionLabel?: string;
  tone?: 'done' | 'danger';
}

/** Says quietly what was done and lets it be taken back. */
export function showToast({ message, onUndo, actionLabel, tone }: UndoToast): void {
  const id = notifications.show({
    autoClose: undoMilliseconds,
    withBorder: true,
    color: tone ?? 'accent',
    closeButtonProps: { 'aria-label': text('common')('close') },
    message: (
      <span className={styles.row}>
        <span>{message}</span>
        {onUndo !== undefined && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => {
              notifications.hide(id);
              onUndo();
            }}
          >
            {actionLabel ?? text('common')('undo')}
          </Button>
        )}
      </span>
    ),
  });
}
