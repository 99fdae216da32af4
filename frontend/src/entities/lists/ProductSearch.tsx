import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { productsListOptions } from '@/api/queries';
import { useText } from '@/i18n/text';
import type { SearchedValueProps } from '@/ui/filters/fields';
import { useProductNames } from './productNames';

const pauseMilliseconds = 120;
const mostFound = 20;

/** One product or several of a catalogue of any size, found by name or code as they are typed. */
export default function ProductSearch({ label, className, values, isMany, onChange }: SearchedValueProps) {
  const common = useText('common');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), pauseMilliseconds);
  const names = useProductNames(values);
  const { data } = useQuery({
    ...productsListOptions({ query: { limit: mostFound, ...(q !== '' && { q }) } }),
    placeholderData: keepPreviousData,
  });
  const offered = new Map(values.map((id) => [id, names.get(id) ?? '…']));
  for (const { id, name } of data?.items ?? []) offered.set(id, name);
  const shared = {
    size: 'sm',
    'aria-label': label,
    className,
    data: [...offered].map(([value, name]) => ({ value, label: name })),
    searchable: true,
    searchValue: typed,
    onSearchChange: setTyped,
    nothingFoundMessage: common('nothingFound'),
    limit: mostFound + values.length,
  } as const;
  if (isMany) {
    return (
      <MultiSelect
        {...shared}
        value={[...values]}
        onChange={onChange}
        filter={({ options }) => options}
        clearSearchOnChange
      />
    );
  }
  return (
    <Select
      {...shared}
      value={values[0] ?? null}
      onChange={(chosen) => onChange(chosen === null ? [] : [chosen])}
      filter={({ options }) => options}
    />
  );
}
