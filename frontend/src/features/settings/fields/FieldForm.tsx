import { MultiSelect, Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { Field, FieldGroup, FieldKind } from '@/api/contract';
import { fieldsChangeMutation, fieldsCreateMutation, pipelinesListOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { RecordForm, useSaving } from '@/entities/RecordForm';
import { useText } from '@/i18n/text';
import { NameInput } from '@/ui/NameInput';
import { ChoicesEditor, type ChoiceDraft } from './ChoicesEditor';
import { isChoosing, kindsOf } from './fieldKinds';

export interface EditedField {
  group: FieldGroup;
  /** null for a new one. */
  field: Field | null;
}

interface FieldFormProps {
  edited: EditedField;
  groups: FieldGroup[];
  onClose: () => void;
}

interface Draft {
  name: string;
  kind: FieldKind;
  help: string;
  group_id: string;
  applies_to: string[];
  choices: ChoiceDraft[];
}

export function FieldForm({ edited, groups, onClose }: FieldFormProps) {
  const { field, group } = edited;
  const t = useText('fields');
  const form = useForm<Draft>({ initialValues: draftOf(field, group) });
  const done = useSaving(['fieldsList'], form, onClose);
  const create = useMutation({ ...fieldsCreateMutation(), ...done });
  const change = useMutation({ ...fieldsChangeMutation(), ...done });
  const save = ({ kind, choices, help, ...plain }: Draft) => {
    const shared = { ...plain, help: help.trim() === '' ? null : help };
    const offered = choices.filter(({ name }) => name.trim() !== '');
    const content = isChoosing(kind) ? { ...shared, choices: offered } : shared;
    if (field === null) create.mutate({ body: { ...content, kind } });
    else change.mutate({ path: { field_id: field.id }, body: content, headers: ifMatch(field.version) });
  };
  return (
    <RecordForm
      title={field === null ? t('field.add') : t('field.edit', { name: field.name })}
      sendings={[create, change]}
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
    >
      <NameInput label={t('field.name')} {...form.getInputProps('name')} />
      {field === null && (
        <Select
          label={t('field.kind')}
          description={t('field.kindHint')}
          data={kindsOf(group.subject_type).map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
      )}
      {isChoosing(form.values.kind) && (
        <ChoicesEditor
          choices={form.values.choices}
          error={typeof form.errors['choices'] === 'string' ? form.errors['choices'] : undefined}
          onChange={(choices) => form.setFieldValue('choices', choices)}
        />
      )}
      {groups.length > 1 && (
        <Select
          label={t('field.group')}
          data={groups.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          {...form.getInputProps('group_id')}
        />
      )}
      <AppliesTo
        subject={group.subject_type}
        value={form.values.applies_to}
        onChange={(value) => form.setFieldValue('applies_to', value)}
      />
      <Textarea label={t('field.help')} autosize minRows={2} {...form.getInputProps('help')} />
    </RecordForm>
  );
}

function draftOf(field: Field | null, group: FieldGroup): Draft {
  return {
    name: field?.name ?? '',
    kind: field?.kind ?? 'text',
    help: field?.help ?? '',
    group_id: group.id,
    applies_to: field?.applies_to ?? [],
    choices: (field?.choices ?? [])
      .filter((choice) => !choice.is_archived)
      .map(({ id, name, color }) => ({ id, name, color })),
  };
}

interface AppliesToProps {
  subject: FieldGroup['subject_type'];
  value: string[];
  onChange: (value: string[]) => void;
}

/** Kinds of clients, or pipelines, that have the field; none chosen means all. */
function AppliesTo({ subject, value, onChange }: AppliesToProps) {
  const t = useText('fields');
  const isOfDeals = subject === 'deal';
  const maySee = useCan('deals:read');
  const pipelines = useQuery({ ...pipelinesListOptions(), enabled: isOfDeals && maySee });
  const options = isOfDeals
    ? (pipelines.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
    : (['person', 'company'] as const).map((kind) => ({ value: kind, label: t(`field.${kind}`) }));
  return (
    <MultiSelect
      label={isOfDeals ? t('field.appliesDeals') : t('field.applies')}
      placeholder={value.length === 0 ? t('field.everywhere') : undefined}
      data={options}
      value={value}
      onChange={onChange}
    />
  );
}
