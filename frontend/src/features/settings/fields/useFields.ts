import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { Field, FieldGroup } from '@/api/contract';
import {
  fieldGroupsListOptions,
  fieldGroupsOrderMutation,
  fieldsChangeMutation,
  fieldsListOptions,
  fieldsOrderMutation,
} from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';

export type Subject = FieldGroup['subject_type'];

/** The groups of clients' or deals' own fields, each with its fields in order. */
export function useFieldGroups(subject: Subject) {
  const groups = useQuery(fieldGroupsListOptions());
  const fields = useQuery(fieldsListOptions());
  return {
    error: groups.error ?? fields.error,
    isLoading: groups.data === undefined || fields.data === undefined,
    groups: (groups.data?.items ?? [])
      .filter((group) => group.subject_type === subject)
      .map((group) => ({
        ...group,
        fields: (fields.data?.items ?? []).filter((field) => field.group_id === group.id),
      })),
  };
}

/** The list with one item a place further up or down. */
export function moved<T>(items: readonly T[], index: number, step: 1 | -1): T[] {
  const order = [...items];
  const [item] = order.splice(index, 1);
  if (item !== undefined) order.splice(index + step, 0, item);
  return order;
}

/** Ordering and archiving; what is asked for shows at once and goes back if it is refused. */
export function useFieldOrder() {
  const client = useQueryClient();
  const groupsKey = fieldGroupsListOptions().queryKey;
  const fieldsKey = fieldsListOptions().queryKey;
  const settle = {
    onSettled: () => {
      void invalidateOperation(client, 'fieldGroupsList');
      void invalidateOperation(client, 'fieldsList');
    },
  };
  const groups = useMutation({
    ...fieldGroupsOrderMutation(),
    onMutate: ({ body }) => {
      client.setQueryData(groupsKey, (list) =>
        list === undefined ? list : { ...list, items: inOrder(list.items, body.ids) },
      );
    },
    ...settle,
  });
  const fields = useMutation({
    ...fieldsOrderMutation(),
    onMutate: ({ path, body }) => {
      client.setQueryData(fieldsKey, (list) => {
        if (list === undefined) return list;
        const items = list.items.map((field) =>
          body.ids.includes(field.id) ? { ...field, group_id: path.group_id } : field,
        );
        return { ...list, items: inOrder(items, body.ids) };
      });
    },
    ...settle,
  });
  const change = useMutation({ ...fieldsChangeMutation(), ...settle });
  return {
    error: groups.error ?? fields.error ?? change.error,
    orderGroups: (subject: Subject, ids: string[]) =>
      groups.mutate({ query: { subject_type: subject }, body: { ids } }),
    orderFields: (groupId: string, ids: string[]) =>
      fields.mutate({ path: { group_id: groupId }, body: { ids } }),
    archive: (field: Field, isArchived: boolean) =>
      change.mutateAsync({
        path: { field_id: field.id },
        body: { is_archived: isArchived },
        headers: ifMatch(field.version),
      }),
  };
}

/** Those named stand in the named order, in the places that they had together. */
function inOrder<T extends { id: string }>(items: T[], ids: readonly string[]): T[] {
  const named = ids.flatMap((id) => items.filter((item) => item.id === id));
  let next = 0;
  return items.map((item) => (ids.includes(item.id) ? named[next++]! : item));
}
