import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { useText } from '@/i18n/text';
import styles from './AddressEditor.module.css';

const parts = ['line', 'city', 'region', 'postal_code', 'country', 'comment'] as const;
type Address = Partial<Record<(typeof parts)[number], string>>;

interface AddressEditorProps {
  label: string;
  value: unknown;
  onSave: (value: Address | null) => void;
  close: () => void;
}

/** An address part by part; with every part empty the field is emptied. */
export function AddressEditor({ label, value, onSave, close }: AddressEditorProps) {
  const t = useText('fields');
  const common = useText('common');
  const [draft, setDraft] = useState<Address>(typeof value === 'object' && value !== null ? value : {});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const filled = parts.flatMap((part) => {
      const typed = draft[part]?.trim() ?? '';
      return typed === '' ? [] : [[part, part === 'country' ? typed.toUpperCase() : typed] as const];
    });
    close();
    onSave(filled.length === 0 ? null : Object.fromEntries(filled));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  return (
    <form className={styles.form} aria-label={label} onSubmit={submit} onKeyDown={onKeyDown}>
      {parts.map((part, index) => (
        <TextInput
          key={part}
          size="xs"
          label={t(`address.${part}`)}
          value={draft[part] ?? ''}
          maxLength={part === 'country' ? 2 : 200}
          autoFocus={index === 0}
          onChange={(event) => setDraft({ ...draft, [part]: event.currentTarget.value })}
        />
      ))}
      <div className={styles.buttons}>
        <Button size="xs" variant="subtle" onClick={close}>
          {common('cancel')}
        </Button>
        <Button size="xs" type="submit">
          {common('save')}
        </Button>
      </div>
    </form>
  );
}
