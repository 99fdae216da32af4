import { useQuery } from '@tanstack/react-query';
import { fieldsListOptions } from '@/api/queries';
import { maybeText, useText } from '@/i18n/text';

const ownPrefix = 'custom.';

/** The definition of one of the workspace's own fields, by the name that the API gives it among the others. */
export function useOwnField() {
  const { data } = useQuery(fieldsListOptions());
  return (name: string) =>
    name.startsWith(ownPrefix)
      ? data?.items.find(({ id }) => id === name.slice(ownPrefix.length))
      : undefined;
}

/** How a field is called when two records are compared. */
export function useMergeFieldName(): (name: string) => string {
  const t = useText('duplicates');
  const ownField = useOwnField();
  return (name) => ownField(name)?.name ?? maybeText('duplicates', `fields.${name}`) ?? t('fields.custom');
}
