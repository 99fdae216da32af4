import { Input, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { UserPicker } from '@/entities/UserPicker';
import { useText } from '@/i18n/text';
import { DateTimeInput } from '@/ui/DateTimeInput';
import { isStep, type AddressEntry, type Choice, type Entry, type RequirementInput } from './requirements';

interface OwnInputProps {
  label: string;
  error: string | undefined;
  input: RequirementInput;
  choices: readonly Choice[];
  entry: Entry;
  onEntry: (entry: Entry) => void;
}

const addressParts = ['line', 'city', 'country'] as const;
const qualifications = ['new', 'working', 'qualified', 'unqualified'] as const;

/** What asks for the rarer kinds of values: numbers, moments, several choices, colleagues, addresses. */
export function OwnInput({ label, error, input, choices, entry, onEntry }: OwnInputProps) {
  const card = useText('card');
  const words = typeof entry === 'string' ? entry : null;
  const common = { label, error };
  switch (input) {
    case 'number':
      return (
        <NumberInput
          {...common}
          value={words ?? ''}
          decimalScale={6}
          hideControls
          onChange={(typed) => onEntry(typed === '' ? null : String(typed))}
        />
      );
    case 'datetime':
      return <DateTimeInput {...common} value={words} onChange={onEntry} />;
    case 'person':
      return <UserPicker {...common} value={words} onChange={onEntry} />;
    case 'qualification':
      return (
        <Select
          {...common}
          data={qualifications.map((value) => ({ value, label: card(`qualification.${value}`) }))}
          value={words}
          onChange={onEntry}
        />
      );
    case 'address':
      return <AddressInput {...common} value={addressOf(entry)} onChange={onEntry} />;
    default:
      return (
        <MultiSelect
          {...common}
          data={[...choices]}
          value={Array.isArray(entry) ? [...(entry as readonly string[])] : []}
          onChange={onEntry}
        />
      );
  }
}

function addressOf(entry: Entry): AddressEntry {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry) || isStep(entry)) return {};
  return entry as AddressEntry;
}

interface AddressInputProps {
  label: string;
  error: string | undefined;
  value: AddressEntry;
  onChange: (value: AddressEntry) => void;
}

function AddressInput({ label, error, value, onChange }: AddressInputProps) {
  const t = useText('fields');
  const change = (part: (typeof addressParts)[number], typed: string) => {
    const next = { ...value, [part]: part === 'country' ? typed.toUpperCase() : typed };
    onChange(Object.fromEntries(Object.entries(next).filter(([, text]) => text.trim() !== '')));
  };
  return (
    <Input.Wrapper label={label} error={error} labelElement="div">
      {addressParts.map((part) => (
        <TextInput
          key={part}
          size="xs"
          label={t(`address.${part}`)}
          value={value[part] ?? ''}
          maxLength={part === 'country' ? 2 : 200}
          onChange={(event) => change(part, event.currentTarget.value)}
        />
      ))}
    </Input.Wrapper>
  );
}
