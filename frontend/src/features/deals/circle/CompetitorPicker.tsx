import { Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { competitorsCreateMutation, competitorsListOptions } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';

interface CompetitorPickerProps {
  label?: string;
  value: string | null;
  onChange: (competitorId: string | null) => void;
  error?: string;
  /** Those that are chosen already. */
  except?: readonly string[];
}

const added = 'new:';

/** A competitor from the workspace's list; a new one is put on it. */
export function CompetitorPicker({ label, value, onChange, error, except = [] }: CompetitorPickerProps) {
  const t = useText('around');
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const known = useQuery(competitorsListOptions());
  const create = useMutation({
    ...competitorsCreateMutation(),
    onSuccess: async (made) => {
      await invalidateOperation(client, 'competitorsList');
      setTyped('');
      onChange(made.id);
    },
  });
  const items = (known.data?.items ?? []).filter(({ id, is_active }) => is_active || id === value);
  const name = typed.trim();
  const isNew = name !== '' && !items.some((one) => one.name.toLowerCase() === name.toLowerCase());
  return (
    <>
      <Select
        label={label}
        aria-label={label ?? t('rivals.add')}
        placeholder={t('rivals.add')}
        error={error}
        searchable
        searchValue={typed}
        onSearchChange={setTyped}
        data={[
          ...items
            .filter(({ id }) => !except.includes(id))
            .map(({ id, name: called }) => ({ value: id, label: called })),
          ...(isNew ? [{ value: added + name, label: t('rivals.new', { name }) }] : []),
        ]}
        filter={({ options, search }) =>
          options.filter(
            (option) =>
              'value' in option &&
              (option.value.startsWith(added) ||
                option.label.toLowerCase().includes(search.trim().toLowerCase())),
          )
        }
        value={value}
        onChange={(chosen) => {
          if (chosen?.startsWith(added) === true)
            create.mutate({ body: { name: chosen.slice(added.length) } });
          else onChange(chosen);
        }}
      />
      <ProblemAlert problem={create.error} />
    </>
  );
}
