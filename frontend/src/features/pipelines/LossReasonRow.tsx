import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { LossReason } from '@/api/contract';
import { useText } from '@/i18n/text';
import { askFirst } from '@/ui/confirm';
import styles from './LossReasons.module.css';

interface LossReasonRowProps {
  reason: LossReason;
  /** The last one, which cannot go. */
  isOnly: boolean;
  /** It belongs to the wider one above it. */
  isNarrow: boolean;
  onRename: (name: string) => Promise<unknown>;
  onRemove: () => void;
}

/** A reason, reworded in its place. */
export function LossReasonRow({ reason, isOnly, isNarrow, onRename, onRemove }: LossReasonRowProps) {
  const t = useText('pipelines');
  const common = useText('common');
  const [name, setName] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const close = () => {
    setName(null);
    requestAnimationFrame(() => pencil.current?.focus());
  };
  const save = async (wanted: string) => {
    if (wanted === '' || wanted === reason.name) {
      close();
      return;
    }
    setSaving(true);
    try {
      await onRename(wanted);
      close();
    } catch {
      // The list says what went wrong; what was typed stays.
    } finally {
      setSaving(false);
    }
  };
  if (name !== null) {
    return (
      <li className={styles.row}>
        <form
          className={styles.edit}
          onSubmit={(event) => {
            event.preventDefault();
            void save(name.trim());
          }}
          onKeyDown={(event) => event.key === 'Escape' && close()}
        >
          <TextInput
            className={styles.input}
            aria-label={t('reasons.rename', { name: reason.name })}
            maxLength={200}
            autoFocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button variant="default" onClick={close}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={isSaving}>
            {common('save')}
          </Button>
        </form>
      </li>
    );
  }
  return (
    <li className={styles.row}>
      <span className={styles.input}>
        {isNarrow && '— '}
        {reason.name}
      </span>
      {reason.return_after_days !== null && (
        <span className={styles.facts}>{t('reasons.back', { count: reason.return_after_days })}</span>
      )}
      {isOnly && <span className={styles.facts}>{t('reasons.onlyOne')}</span>}
      <ActionIcon
        ref={pencil}
        aria-label={t('reasons.rename', { name: reason.name })}
        onClick={() => setName(reason.name)}
      >
        <IconPencil className={styles.icon} />
      </ActionIcon>
      {!isOnly && (
        <ActionIcon
          aria-label={t('reasons.remove', { name: reason.name })}
          onClick={() =>
            askFirst({
              title: t('reasons.removeAsk', { name: reason.name }),
              consequence: t('reasons.removeResult'),
              confirm: common('remove'),
              onConfirm: onRemove,
            })
          }
        >
          <IconTrash className={styles.icon} />
        </ActionIcon>
      )}
    </li>
  );
}
