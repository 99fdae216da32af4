import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { LossReason } from '@/api/contract';
import { useText } from '@/i18n/text';
import { askFirst } from '@/ui/confirm';
import styles from './LossReasons.module.css';

export interface ReasonWish {
  name: string;
  return_after_days: number | null;
}

interface LossReasonRowProps {
  reason: LossReason;
  /** The last one, which cannot go. */
  isOnly: boolean;
  /** It belongs to the wider one above it. */
  isNarrow: boolean;
  onChange: (wish: ReasonWish) => Promise<unknown>;
  onRemove: () => void;
}

/** A reason, changed in its place: its words, and after how long to come back. */
export function LossReasonRow({ reason, isOnly, isNarrow, onChange, onRemove }: LossReasonRowProps) {
  const t = useText('pipelines');
  const common = useText('common');
  const [wish, setWish] = useState<ReasonWish | null>(null);
  const [isSaving, setSaving] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const close = () => {
    setWish(null);
    requestAnimationFrame(() => pencil.current?.focus());
  };
  const save = async (wanted: ReasonWish) => {
    const isSame = wanted.name === reason.name && wanted.return_after_days === reason.return_after_days;
    if (wanted.name === '' || isSame) {
      close();
      return;
    }
    setSaving(true);
    try {
      await onChange(wanted);
      close();
    } catch {
      // The list says what went wrong; what was typed stays.
    } finally {
      setSaving(false);
    }
  };
  if (wish !== null) {
    return (
      <li className={styles.row}>
        <form
          className={styles.edit}
          onSubmit={(event) => {
            event.preventDefault();
            void save({ ...wish, name: wish.name.trim() });
          }}
          onKeyDown={(event) => event.key === 'Escape' && close()}
        >
          <TextInput
            className={styles.input}
            aria-label={t('reasons.rename', { name: reason.name })}
            maxLength={200}
            autoFocus
            value={wish.name}
            onChange={(event) => setWish({ ...wish, name: event.currentTarget.value })}
          />
          <NumberInput
            className={styles.days}
            aria-label={t('reasons.days')}
            placeholder={t('reasons.days')}
            min={1}
            max={3660}
            allowDecimal={false}
            value={wish.return_after_days ?? ''}
            onChange={(days) =>
              setWish({ ...wish, return_after_days: typeof days === 'number' ? days : null })
            }
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
        onClick={() => setWish({ name: reason.name, return_after_days: reason.return_after_days })}
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
