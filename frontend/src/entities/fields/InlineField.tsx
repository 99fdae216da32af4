import { Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useText } from '@/i18n/text';
import styles from './InlineField.module.css';

interface InlineFieldProps {
  label: string;
  /** The value as it is read; empty invites to fill it in. */
  shown: ReactNode;
  isEmpty: boolean;
  /** Why it can't be changed; undefined when it can. */
  locked?: string;
  /** Help for whoever fills it in. */
  hint?: string;
  /** A quiet button behind the value. */
  aside?: ReactNode;
  /** What edits it; `close` puts the value back on view. */
  editor: (close: () => void) => ReactNode;
}

/** A field that turns into its editor where it stands: a click or Enter opens it, Esc leaves it as it was. */
export function InlineField({ label, shown, isEmpty, locked, hint, aside, editor }: InlineFieldProps) {
  const t = useText('clients');
  const [isEditing, setEditing] = useState(false);
  if (isEditing) {
    return (
      <div className={styles.field}>
        <span className={styles.label}>{label}</span>
        <div className={styles.editor}>
          {editor(() => setEditing(false))}
          {hint !== undefined && <p className={styles.hint}>{hint}</p>}
        </div>
      </div>
    );
  }
  if (locked !== undefined) {
    return (
      <div className={styles.field}>
        <span className={styles.label}>{label}</span>
        <div className={styles.line}>
          <span className={styles.locked} title={locked}>
            {isEmpty ? '—' : shown} <IconLock className={styles.lock} role="img" aria-label={locked} />
          </span>
          {!isEmpty && aside}
        </div>
      </div>
    );
  }
  return (
    <div className={styles.field}>
      <span className={styles.label} aria-hidden>
        {label}
      </span>
      <div className={styles.line}>
        <UnstyledButton
          className={styles.value}
          aria-label={t('edit.field', { field: label })}
          data-empty={isEmpty || undefined}
          onClick={() => setEditing(true)}
        >
          {isEmpty ? t('edit.add') : shown}
        </UnstyledButton>
        {!isEmpty && aside}
      </div>
    </div>
  );
}

interface InlineTextProps {
  label: string;
  value: string | null;
  onSave: (value: string | null) => void;
  locked?: string;
  aside?: ReactNode;
  /** May not be emptied. */
  isRequired?: boolean;
  /** Several lines; Ctrl+Enter saves. */
  isLong?: boolean;
}

/** A text changed in place: Enter or leaving the field saves. */
export function InlineText({
  label,
  value,
  onSave,
  locked,
  aside,
  isRequired = false,
  isLong = false,
}: InlineTextProps) {
  return (
    <InlineField
      label={label}
      shown={<span className={isLong ? styles.long : undefined}>{value}</span>}
      isEmpty={value === null || value === ''}
      locked={locked}
      aside={aside}
      editor={(close) => (
        <TextEditor
          label={label}
          value={value ?? ''}
          isLong={isLong}
          isRequired={isRequired}
          onSave={onSave}
          close={close}
        />
      )}
    />
  );
}

interface TextEditorProps {
  label: string;
  value: string;
  isLong: boolean;
  isRequired: boolean;
  onSave: (value: string | null) => void;
  close: () => void;
}

/** A text typed in place: Enter or leaving it saves (Ctrl+Enter where there are several lines), Esc does not. */
export function TextEditor({ label, value, isLong, isRequired, onSave, close }: TextEditorProps) {
  const [draft, setDraft] = useState(value);
  const done = () => {
    close();
    const typed = draft.trim();
    if (typed === value.trim() || (isRequired && typed === '')) return;
    onSave(typed === '' ? null : typed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const saves = event.key === 'Enter' && (!isLong || event.ctrlKey || event.metaKey);
    if (!saves && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (saves) done();
    else close();
  };
  const shared = {
    'aria-label': label,
    value: draft,
    autoFocus: true,
    onBlur: done,
    onKeyDown,
  };
  return isLong ? (
    <Textarea {...shared} autosize minRows={2} onChange={(event) => setDraft(event.currentTarget.value)} />
  ) : (
    <TextInput {...shared} onChange={(event) => setDraft(event.currentTarget.value)} />
  );
}
