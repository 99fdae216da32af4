import { useQuery } from '@tanstack/react-query';
import type { Field } from '@/api/contract';
import { fieldsListOptions } from '@/api/queries';
import { useFieldAccess } from '@/api/session';
import { RequirementField } from '../move/RequirementField';
import { inputs, type Entries, type Entry, type Requirement } from '../move/requirements';

interface OwnFieldsPartProps {
  pipelineId: string;
  currency: string;
  entries: Entries;
  /** What the stage asks for stands in the form already. */
  asked: ReadonlySet<string>;
  onEntry: (pointer: string, entry: Entry) => void;
}

/** The workspace's own fields of a new deal, for whoever knows more about it already. */
export default function OwnFieldsPart({ pipelineId, currency, entries, asked, onEntry }: OwnFieldsPartProps) {
  const fields = useQuery(fieldsListOptions());
  const accessTo = useFieldAccess();
  const may = (field: Field) => ['fill', 'edit'].includes(accessTo(field.group_id));
  return (fields.data?.items ?? [])
    .filter((field) => field.subject_type === 'deal' && !field.is_archived && may(field))
    .filter((field) => field.applies_to.length === 0 || field.applies_to.includes(pipelineId))
    .map(requirementOf)
    .filter(({ pointer }) => !asked.has(pointer))
    .map((requirement) => (
      <RequirementField
        key={requirement.pointer}
        requirement={requirement}
        entry={entries[requirement.pointer] ?? null}
        onEntry={(entry) => onEntry(requirement.pointer, entry)}
        error={undefined}
        autoFocus={false}
        currency={currency}
        lossReasons={[]}
      />
    ));
}

function requirementOf(field: Field): Requirement {
  return {
    pointer: `/custom/${field.id}`,
    label: field.name,
    input: inputs.find((known) => known === field.kind) ?? 'text',
    options: [],
    choices: field.choices
      .filter((choice) => !choice.is_archived)
      .map(({ id, name }) => ({ value: id, label: name })),
    currency: field.currency,
    takesReason: false,
    isInvalid: false,
  };
}
