import { MultiSelect, NumberInput, Select } from '@mantine/core';
import { lazy, Suspense, useState, type KeyboardEvent } from 'react';
import type { Field } from '@/api/contract';
import { useMe } from '@/api/session';
import { UserPicker } from '@/entities/UserPicker';
import { useText } from '@/i18n/text';
import { DateTimeInput } from '@/ui/DateTimeInput';
import { DayInput } from '@/ui/DayInput';
import { MoneyInput } from '@/ui/MoneyInput';
import { TextEditor } from './InlineField';
import { AddressEditor } from './AddressEditor';

const FilesEditor = lazy(() => import('@/entities/files/FilesEditor'));

interface FieldEditorProps {
  field: Field;
  value: unknown;
  /** Whose files a field can name. */
  clientId?: string;
  /** Saves at once; null empties the field. */
  onSave: (value: unknown) => void;
  close: () => void;
}

/** What edits a value where it stands, by the field's kind. */
export function FieldEditor(props: FieldEditorProps) {
  const { field, value, clientId, onSave, close } = props;
  const common = useText('common');
  const text = typeof value === 'string' ? value : null;
  const done = (changed: unknown) => {
    close();
    if (changed !== value) onSave(changed);
  };
  switch (field.kind) {
    case 'yes_no':
    case 'choice':
      return <OneOfList {...props} done={done} />;
    case 'multi_choice':
      return <SomeOfList {...props} />;
    case 'number':
    case 'money':
      return <Amount {...props} done={done} />;
    case 'date':
      return <DayInput aria-label={field.name} value={text} onChange={done} clearable />;
    case 'datetime':
      return <DateTimeInput aria-label={field.name} value={text} onChange={done} />;
    case 'person':
      return (
        <UserPicker aria-label={field.name} value={text} emptyLabel={common('nobody')} onChange={done} />
      );
    case 'address':
      return <AddressEditor label={field.name} value={value} onSave={onSave} close={close} />;
    case 'file':
      return clientId === undefined ? null : (
        <Suspense fallback={null}>
          <FilesEditor label={field.name} clientId={clientId} value={value} onSave={onSave} close={close} />
        </Suspense>
      );
    case 'long_text':
    default:
      return (
        <TextEditor
          label={field.name}
          value={text ?? ''}
          isLong={field.kind === 'long_text'}
          isRequired={false}
          onSave={onSave}
          close={close}
        />
      );
  }
}

interface ListProps extends FieldEditorProps {
  done: (value: unknown) => void;
}

function OneOfList({ field, value, done, close }: ListProps) {
  const t = useText('fields');
  const isYesNo = field.kind === 'yes_no';
  const data = isYesNo
    ? (['yes', 'no'] as const).map((word) => ({ value: word, label: t(`value.${word}`) }))
    : offered(field, value);
  const asText = (given: unknown) => (typeof given === 'string' ? given : null);
  const flag = value === true ? 'yes' : 'no';
  return (
    <Select
      aria-label={field.name}
      data={data}
      value={typeof value === 'boolean' ? flag : asText(value)}
      onChange={(chosen) => done(isYesNo && chosen !== null ? chosen === 'yes' : chosen)}
      onBlur={close}
      clearable
      autoFocus
      defaultDropdownOpened
    />
  );
}

function SomeOfList({ field, value, onSave, close }: FieldEditorProps) {
  const [chosen, setChosen] = useState(Array.isArray(value) ? (value as string[]) : []);
  const done = () => {
    close();
    if (JSON.stringify(chosen) !== JSON.stringify(value ?? [])) onSave(chosen.length === 0 ? null : chosen);
  };
  return (
    <MultiSelect
      aria-label={field.name}
      data={offered(field, value)}
      value={chosen}
      onChange={setChosen}
      onBlur={done}
      autoFocus
      defaultDropdownOpened
    />
  );
}

/** The choices to offer: those not archived, and what is chosen already. */
function offered(field: Field, value: unknown) {
  const chosen: unknown[] = Array.isArray(value) ? value : [value];
  return field.choices
    .filter((choice) => !choice.is_archived || chosen.includes(choice.id))
    .map(({ id, name }) => ({ value: id, label: name }));
}

function Amount({ field, value, done, close }: ListProps) {
  const { workspace } = useMe();
  const [draft, setDraft] = useState(typeof value === 'string' ? value : null);
  const shared = {
    'aria-label': field.name,
    autoFocus: true,
    onBlur: () => done(draft),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Enter') done(draft);
      else close();
    },
  };
  return field.kind === 'money' ? (
    <MoneyInput
      {...shared}
      value={draft}
      currency={field.currency ?? workspace.currency}
      onChange={setDraft}
    />
  ) : (
    <NumberInput
      {...shared}
      value={draft ?? ''}
      decimalScale={6}
      hideControls
      onChange={(typed) => setDraft(typed === '' ? null : String(typed))}
    />
  );
}
