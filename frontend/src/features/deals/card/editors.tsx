import { Button, Textarea, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { UserPicker } from '@/entities/UserPicker';
import { useText } from '@/i18n/text';
import { DayInput } from '@/ui/DayInput';
import { MoneyInput } from '@/ui/MoneyInput';
import type { DealValue, EditorProps } from './editorTypes';
import styles from './editors.module.css';

/** A line of text: Enter or leaving the field saves. */
export function LineEditor({
  label,
  value,
  commit,
  cancel,
  isRequired = false,
}: EditorProps & { isRequired?: boolean }) {
  const [draft, setDraft] = useState(value ?? '');
  const save = () => {
    const words = draft.trim();
    if (words === '' && isRequired) cancel();
    else commit(words === '' ? null : words);
  };
  return (
    <TextInput
      aria-label={label}
      autoFocus
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={(event) => onEnter(event, save)}
      onBlur={save}
    />
  );
}

/** Several lines: ⌘↵ or leaving the field saves. */
export function TextEditor({ label, value, commit }: EditorProps) {
  const [draft, setDraft] = useState(value ?? '');
  const save = () => commit(draft.trim() === '' ? null : draft.trim());
  return (
    <Textarea
      aria-label={label}
      autoFocus
      autosize
      minRows={3}
      maxRows={12}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={(event) => (event.metaKey || event.ctrlKey) && onEnter(event, save)}
      onBlur={save}
    />
  );
}

export function MoneyEditor({ label, value, commit, currency }: EditorProps & { currency: string }) {
  const [draft, setDraft] = useState<DealValue>(value);
  return (
    <MoneyInput
      aria-label={label}
      autoFocus
      value={draft}
      currency={currency}
      onChange={setDraft}
      onKeyDown={(event) => onEnter(event, () => commit(draft))}
      onBlur={() => commit(draft)}
    />
  );
}

export function DayEditor({ label, value, commit, cancel }: EditorProps) {
  const t = useText('common');
  return (
    <div className={styles.row}>
      <DayInput aria-label={label} value={value} clearable onChange={commit} />
      <Button variant="subtle" onClick={cancel}>
        {t('cancel')}
      </Button>
    </div>
  );
}

export function PersonEditor({ label, value, commit }: EditorProps) {
  return (
    <UserPicker
      aria-label={label}
      value={value}
      onChange={(userId) => {
        if (userId !== null) commit(userId);
      }}
    />
  );
}

export function onEnter(event: KeyboardEvent, save: () => void): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  event.stopPropagation();
  save();
}
