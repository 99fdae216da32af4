import { Select } from '@mantine/core';
import { useText } from '@/i18n/text';
import { usePeople } from './people';

interface UserPickerProps {
  label?: string;
  value: string | null;
  onChange: (userId: string | null) => void;
  /** May be emptied; reads as this word when empty ("All", "Nobody"). */
  emptyLabel?: string;
  error?: string;
  'aria-label'?: string;
}

/** A colleague by name. */
export function UserPicker({ label, value, onChange, emptyLabel, error, ...rest }: UserPickerProps) {
  const t = useText('entities');
  const common = useText('common');
  const people = usePeople();
  return (
    <Select
      label={label}
      aria-label={rest['aria-label']}
      data={[...people.values()].map((person) => ({ value: person.id, label: person.name }))}
      value={value}
      onChange={onChange}
      placeholder={emptyLabel ?? t('pickUser')}
      clearable={emptyLabel !== undefined}
      searchable
      error={error}
      nothingFoundMessage={common('nothingFound')}
    />
  );
}
