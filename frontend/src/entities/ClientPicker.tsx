import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClientRow } from '@/api/contract';
import { clientsListOptions } from '@/api/queries';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import styles from './ClientPicker.module.css';

interface ClientPickerProps {
  label?: string;
  placeholder?: string;
  /** The client chosen; only her name is needed. */
  value: { id: string; name: string } | null;
  onChange: (client: { id: string; name: string } | null) => void;
  kind?: 'person' | 'company';
  /** A client not to be offered. */
  exceptId?: string;
  /** Offers to make a client of what was typed. */
  onCreate?: (name: string) => void;
  error?: string;
  autoFocus?: boolean;
}

const createValue = 'create';
const pauseMilliseconds = 150;

/** A client found by a part of the name, the phone or the mail, as the search of the base finds it. */
export function ClientPicker({
  label,
  placeholder,
  value,
  onChange,
  kind,
  exceptId,
  onCreate,
  error,
  autoFocus,
}: ClientPickerProps) {
  const t = useText('entities');
  const common = useText('common');
  const format = useFormat();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [typed, setTyped] = useState<string | null>(null);
  const [sought] = useDebouncedValue(typed?.trim() ?? '', pauseMilliseconds);
  const found = useQuery({
    ...clientsListOptions({ query: { q: sought, kind, limit: 8 } }),
    enabled: sought.length > 1,
    placeholderData: keepPreviousData,
  });
  const rows: readonly ClientRow[] =
    sought.length > 1 ? (found.data?.items ?? []).filter(({ id }) => id !== exceptId) : [];

  const choose = (option: string) => {
    combobox.closeDropdown();
    setTyped(null);
    if (option === createValue) onCreate?.(sought);
    else onChange(rows.find((row) => row.id === option) ?? null);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.Target>
        <TextInput
          label={label}
          aria-label={label ?? t('client')}
          placeholder={placeholder ?? t('pickClient')}
          value={typed ?? value?.name ?? ''}
          error={error}
          data-autofocus={autoFocus || undefined}
          rightSection={found.isFetching ? <Loader size="xs" /> : null}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            if (event.currentTarget.value === '') onChange(null);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => {
            combobox.closeDropdown();
            setTyped(null);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={sought.length < 2}>
        <Combobox.Options>
          {rows.map((row) => (
            <Combobox.Option key={row.id} value={row.id}>
              <span className={styles.name}>{row.name}</span>
              <span className={styles.facts}>
                {[row.company_name, row.phone === null ? null : format.phone(row.phone)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </Combobox.Option>
          ))}
          {rows.length === 0 && onCreate === undefined && (
            <Combobox.Empty>{common('nothingFound')}</Combobox.Empty>
          )}
          {onCreate !== undefined && sought !== '' && (
            <Combobox.Option value={createValue}>{t('newClient', { name: sought })}</Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
