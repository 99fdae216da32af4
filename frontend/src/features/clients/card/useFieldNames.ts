import { useQuery } from '@tanstack/react-query';
import type { ClientChange } from '@/api/contract';
import { fieldsListOptions } from '@/api/queries';
import { useFieldAccess } from '@/api/session';
import { useText } from '@/i18n/text';
import { groupOf } from './fieldGroups';

const named = ['name', 'company', 'position', 'source', 'language', 'note', 'tags'] as const;

/** What a change is about, in the person's words: the name of its first field. */
export function useFieldNames(): (change: ClientChange) => string {
  const t = useText('clients');
  const card = useText('card');
  const { data } = useQuery(fieldsListOptions());
  return (change) => {
    const [field] = Object.keys(change);
    const [customId] = Object.keys(change.custom ?? {});
    if (field === 'custom') return data?.items.find(({ id }) => id === customId)?.name ?? '';
    if (field === 'qualification') return card('qualification.label');
    if (field === 'owner_id') return t('list.owner');
    const known = named.find((name) => name === field?.replace(/_id$/, ''));
    return known === undefined ? t('contacts.title') : t(`fields.${known}`);
  };
}

/** Tells whether the person may take a change back: who only fills in may not. */
export function useUndoable(): (change: ClientChange) => boolean {
  const accessTo = useFieldAccess();
  const { data } = useQuery(fieldsListOptions());
  return (change) => {
    const own = Object.keys(change.custom ?? {}).map(
      (id) => data?.items.find((field) => field.id === id)?.group_id ?? 'personal',
    );
    const builtIn = (Object.keys(change) as (keyof ClientChange)[])
      .filter((field) => field !== 'custom')
      .map(groupOf)
      .filter((group) => group !== null);
    return [...own, ...builtIn].every((group) => accessTo(group) === 'edit');
  };
}
