import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { pipelinesContractFieldsOptions } from '@/api/queries';
import { maybeText, useText } from '@/i18n/text';
import { isOperator, type FilterField } from '@/ui/filters/fields';

export interface ContractChoice {
  value: string;
  label: string;
}

const subjects = ['deal', 'client', 'company'] as const;

/** What the stages of a pipeline can ask for, and what conditions can ask, named in the person's language. */
export function useContractFields(pipelineId: string) {
  const t = useText('pipelines');
  const { data } = useQuery(pipelinesContractFieldsOptions({ path: { pipeline_id: pipelineId } }));
  return useMemo(() => {
    const items = data?.items ?? [];
    const titleOf = (name: string) => {
      const label = items.find((field) => field.name === name)?.label;
      const subject = subjects.find((known) => name.startsWith(`${known}.`));
      if (typeof label === 'string' && subject !== undefined) return `${t(`subjects.${subject}`)}: ${label}`;
      return maybeText('pipelines', `fields.${name}`) ?? name;
    };
    const demandable: ContractChoice[] = items
      .filter((field) => field.is_demandable)
      .map(({ name }) => ({ value: name, label: titleOf(name) }));
    const conditions: FilterField[] = items.flatMap((field) =>
      field.kind === null || field.operators.length === 0
        ? []
        : [
            {
              name: field.name,
              title: titleOf(field.name),
              kind: field.kind,
              operators: field.operators.filter(isOperator),
              refers: field.refers,
              options: field.options.map((value, index) => ({
                value,
                label: field.option_labels[index] ?? maybeText('lists', `filter.${value}`) ?? value,
              })),
            },
          ],
    );
    return { demandable, conditions, titleOf };
  }, [data, t]);
}
