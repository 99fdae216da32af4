import { useQuery } from '@tanstack/react-query';
import { lazy, useMemo } from 'react';
import type { RegistryField } from '@/api/contract';
import { clientsTagsOptions, fieldsRegistryOptions, segmentsListOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { usePeople } from '@/entities/people';
import { maybeText, useText } from '@/i18n/text';
import { isOperator, type FilterField } from '@/ui/filters/fields';
import type { ValueChoices } from '@/ui/filters/ValueInput';
import type { Subject } from './shape';

export interface ListField extends FilterField {
  registry: RegistryField;
}

const hour = 3_600_000;
const ProductSearch = lazy(() => import('./ProductSearch'));

/** More products than can be listed are found by their names. */
const isSearched = ({ refers, options }: RegistryField) => refers === 'product' && options.length === 0;

export function fieldTitle(field: Pick<RegistryField, 'name' | 'label'>): string {
  return field.label ?? maybeText('lists', `field.${field.name.replaceAll('.', '_')}`) ?? field.name;
}

/** The fields of clients or deals that the person may filter, sort and group by, named in her language. */
export function useListFields(subject: Subject = 'client'): readonly ListField[] {
  const t = useText('lists');
  const maySearch = useCan('products:read');
  const { data } = useQuery({ ...fieldsRegistryOptions({ query: { subject } }), staleTime: hour });
  return useMemo(() => {
    // The company is asked for by its name.
    const usable = (data?.items ?? []).filter(
      (field) => field.refers !== 'client' && (!isSearched(field) || maySearch),
    );
    return usable.map((field) => ({
      registry: field,
      name: field.name,
      title: fieldTitle(field),
      kind: field.kind,
      operators: field.operators.filter(isOperator),
      refers: field.kind === 'segment' ? 'segment' : field.refers,
      ...(isSearched(field) && { search: ProductSearch }),
      options: field.options.map((value, index) => ({
        value,
        label: field.option_labels[index] ?? maybeText('lists', `choice.${value}`) ?? value,
      })),
    }));
    // The language is in `t`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [data, t, maySearch]);
}

/** What values can be chosen from. */
export function useValueChoices(): ValueChoices {
  const t = useText('lists');
  const people = usePeople();
  const tags = useQuery(clientsTagsOptions());
  const segments = useQuery(segmentsListOptions());
  return useMemo(
    () => ({
      user: [
        { value: 'me', label: t('filter.me') },
        ...[...people.values()].map((person) => ({ value: person.id, label: person.name })),
      ],
      tags: (tags.data?.items ?? []).map((tag) => ({ value: tag, label: tag })),
      segment: (segments.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
    }),
    [people, tags.data, segments.data, t],
  );
}
