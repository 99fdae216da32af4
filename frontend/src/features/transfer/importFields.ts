import { useQuery } from '@tanstack/react-query';
import type { Field } from '@/api/contract';
import { fieldsListOptions } from '@/api/queries';
import { maybeText, useText } from '@/i18n/text';

const builtIn = [
  'name',
  'given_name',
  'family_name',
  'phone',
  'email',
  'company',
  'position',
  'tags',
  'source',
  'language',
  'time_zone',
  'note',
  'tax_id',
  'owner',
  'kind',
] as const;
const ownPrefix = 'custom.';

/** What a column may go to: the fields that every client has, and the workspace's own. */
export function useImportFields() {
  const t = useText('transfer');
  const { data } = useQuery(fieldsListOptions());
  const own: readonly Field[] = (data?.items ?? []).filter(
    (field) => field.subject_type === 'client' && !field.is_archived,
  );
  const ownField = (name: string | null) => own.find((field) => name === `${ownPrefix}${field.id}`);
  return {
    ownField,
    options: [
      ...builtIn.map((field) => ({ value: field, label: t(`fields.${field}`) })),
      ...own.map((field) => ({ value: `${ownPrefix}${field.id}`, label: field.name })),
    ],
    nameOf: (name: string) => ownField(name)?.name ?? maybeText('transfer', `fields.${name}`) ?? name,
  };
}
