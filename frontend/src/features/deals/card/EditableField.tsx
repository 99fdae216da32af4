import { Button, UnstyledButton } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { fieldMessage, isProblem, problemMessage } from '@/api/problem';
import { useText } from '@/i18n/text';
import { classes } from '@/lib/classes';
import type { DealEdit, DealField, DealValue } from './useDealEdit';
import styles from './EditableField.module.css';

interface EditableFieldProps {
  field: DealField;
  label: string;
  value: DealValue;
  /** How a value is read. */
  show: (value: DealValue) => ReactNode;
  /** Draws the editor; `commit` saves and closes, `cancel` leaves the value as it was. */
  editor: (tools: EditorTools) => ReactNode;
  edit: DealEdit;
  /** It may only be read. */
  isLocked: boolean;
  className?: string;
}

export interface EditorTools {
  label: string;
  commit: (value: DealValue) => void;
  cancel: () => void;
}

/** A field that turns into its editor where it stands. Esc leaves it as it was. */
export function EditableField(props: EditableFieldProps) {
  const { field, label, value, show, editor, edit, isLocked, className } = props;
  const t = useText('deals');
  const [isOpen, setOpen] = useState(false);
  const openerId = useId();
  const close = () => {
    setOpen(false);
    // The way back for the keyboard, when the button that opened the editor is there again.
    requestAnimationFrame(() => document.getElementById(openerId)?.focus());
  };
  const conflict = edit.conflict?.field === field ? edit.conflict : null;
  const refusal = edit.refusal?.field === field ? edit.refusal.problem : null;
  const isEmpty = value === null || value === '';
  return (
    <div className={classes(styles.field, className)}>
      <span className={styles.label}>{label}</span>
      {isOpen ? (
        <div
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            close();
          }}
        >
          {editor({
            label,
            commit: (changed) => {
              edit.save(field, changed);
              close();
            },
            cancel: close,
          })}
        </div>
      ) : isLocked ? (
        <span className={styles.locked}>{isEmpty ? t('edit.none') : show(value)}</span>
      ) : (
        <UnstyledButton
          id={openerId}
          className={classes(styles.value, isEmpty && styles.empty)}
          aria-label={t('edit.field', {
            field: label,
            value: isEmpty ? t('edit.none') : textOf(show(value)),
          })}
          onClick={() => setOpen(true)}
        >
          {isEmpty ? t('edit.add') : show(value)}
        </UnstyledButton>
      )}
      {refusal !== null && (
        <p role="alert" className={styles.error}>
          {refusalWords(refusal)}
        </p>
      )}
      {conflict !== null && (
        <div role="alert" className={styles.conflict}>
          <p>{t('edit.conflict')}</p>
          <p>
            {t('edit.theirs')}{' '}
            <b>{conflict.theirs[field] === null ? t('edit.none') : show(conflict.theirs[field])}</b>
            {' · '}
            {t('edit.mine')} <b>{conflict.mine === null ? t('edit.none') : show(conflict.mine)}</b>
          </p>
          <div className={styles.choices}>
            <Button size="xs" onClick={edit.keepMine}>
              {t('edit.keepMine')}
            </Button>
            <Button size="xs" variant="default" onClick={edit.takeTheirs}>
              {t('edit.takeTheirs')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

function textOf(shown: ReactNode): string {
  return typeof shown === 'string' ? shown : '';
}

function refusalWords(problem: unknown): string {
  const first = isProblem(problem) ? problem.fields[0] : undefined;
  return first === undefined ? problemMessage(problem) : fieldMessage(first);
}
