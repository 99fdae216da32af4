import { modals } from '@mantine/modals';
import { text } from '@/i18n/text';

interface Question {
  title: string;
  /** What will follow from it. */
  consequence: string;
  confirm: string;
  onConfirm: () => void;
}

/** Asks before what cannot be taken back. For everything else do it at once and offer Undo. */
export function askFirst({ title, consequence, confirm, onConfirm }: Question): void {
  modals.openConfirmModal({
    title,
    children: consequence,
    labels: { confirm, cancel: text('common')('cancel') },
    confirmProps: { color: 'danger' },
    closeButtonProps: { 'aria-label': text('common')('close') },
    onConfirm,
  });
}
