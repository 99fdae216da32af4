import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Field } from '@/api/contract';
import { fieldGroupsListOptions, fieldsListOptions } from '@/api/queries';
import { useFieldAccess } from '@/api/session';
import { FieldEditor } from '@/entities/fields/FieldEditor';
import { FieldValue } from '@/entities/fields/FieldValue';
import { InlineField } from '@/entities/fields/InlineField';
import { useText } from '@/i18n/text';
import type { FormProps } from './BulkDialog';

const settable = ['source', 'position', 'language', 'time_zone'] as const;

/** Which field, and what stands in it afterwards: nothing empties it. */
export function SetFieldForm({ onParams }: FormProps) {
  const t = useText('lists');
  const own = useOwnFields();
  const [chosen, setChosen] = useState<string>('source');
  const [value, setValue] = useState<unknown>(null);
  const field = own.flatMap((group) => group.fields).find(({ id }) => id === chosen);
  const tell = (name: string, wanted: unknown) => {
    setChosen(name);
    setValue(wanted);
    const isOwn = !settable.some((one) => one === name);
    onParams({ field: name, value: wanted }, isOwn ? 'set_custom' : 'set_field');
  };
  return (
    <>
      <Select
        label={t('filter.field')}
        data={[
          {
            group: t('bulk.common'),
            items: settable.map((name) => ({ value: name, label: t(`field.${name}`) })),
          },
          ...own.map(({ name, fields }) => ({
            group: name,
            items: fields.map((one) => ({ value: one.id, label: one.name })),
          })),
        ]}
        value={chosen}
        onChange={(name) => tell(name ?? 'source', null)}
        allowDeselect={false}
        searchable
      />
      {field === undefined ? (
        <TextInput
          key={chosen}
          label={t('filter.value')}
          description={t('bulk.emptied')}
          onChange={({ currentTarget }) => {
            const typed = currentTarget.value.trim();
            tell(chosen, typed === '' ? null : typed);
          }}
        />
      ) : (
        <InlineField
          key={chosen}
          label={t('filter.value')}
          hint={field.help ?? undefined}
          isEmpty={value === null}
          shown={<FieldValue field={field} value={value} isPlain />}
          editor={(close) => (
            <FieldEditor
              field={field}
              value={value}
              close={close}
              onSave={(wanted) => tell(chosen, wanted)}
            />
          )}
        />
      )}
      {field !== undefined && value === null && <p>{t('bulk.emptied')}</p>}
    </>
  );
}

/** The workspace's own fields that the person may write into, group by group; files belong to one client each. */
function useOwnFields() {
  const accessTo = useFieldAccess();
  const groups = useQuery(fieldGroupsListOptions());
  const fields = useQuery(fieldsListOptions());
  const isOffered = (field: Field) =>
    field.subject_type === 'client' && field.kind !== 'file' && !field.is_archived;
  return (groups.data?.items ?? [])
    .filter((group) => ['fill', 'edit'].includes(accessTo(group.id)))
    .map(({ id, name }) => ({
      name,
      fields: (fields.data?.items ?? []).filter((field) => field.group_id === id && isOffered(field)),
    }))
    .filter((group) => group.fields.length > 0);
}
