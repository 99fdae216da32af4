import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { FieldGroup } from '@/api/contract';
import {
  fieldGroupsChangeMutation,
  fieldGroupsCreateMutation,
  fieldGroupsDeleteMutation,
} from '@/api/queries';
import { RecordForm, useSaving } from '@/entities/RecordForm';
import { useText } from '@/i18n/text';
import { NameInput } from '@/ui/NameInput';
import type { Subject } from './useFields';

interface GroupFormProps {
  /** null for a new one. */
  group: FieldGroup | null;
  subject: Subject;
  onClose: () => void;
}

export function GroupForm({ group, subject, onClose }: GroupFormProps) {
  const t = useText('fields');
  const form = useForm({ initialValues: { name: group?.name ?? '' } });
  const done = useSaving(['fieldGroupsList'], form, onClose);
  const create = useMutation({ ...fieldGroupsCreateMutation(), ...done });
  const change = useMutation({ ...fieldGroupsChangeMutation(), ...done });
  const remove = useMutation({ ...fieldGroupsDeleteMutation(), ...done });
  return (
    <RecordForm
      title={group === null ? t('group.add') : t('group.edit', { name: group.name })}
      sendings={[create, change]}
      removal={
        group === null ? undefined : { ...remove, run: () => remove.mutate({ path: { group_id: group.id } }) }
      }
      onClose={onClose}
      onSubmit={form.onSubmit(({ name }) => {
        if (group === null) create.mutate({ body: { subject_type: subject, name } });
        else change.mutate({ path: { group_id: group.id }, body: { name }, headers: ifMatch(group.version) });
      })}
    >
      <NameInput label={t('group.name')} {...form.getInputProps('name')} />
    </RecordForm>
  );
}
