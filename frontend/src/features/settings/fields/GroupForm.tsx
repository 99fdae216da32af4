import { Button, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { FieldGroup } from '@/api/contract';
import { formErrors } from '@/api/problem';
import {
  fieldGroupsChangeMutation,
  fieldGroupsCreateMutation,
  fieldGroupsDeleteMutation,
} from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import styles from '../Settings.module.css';
import type { Subject } from './useFields';

interface GroupFormProps {
  /** null for a new one. */
  group: FieldGroup | null;
  subject: Subject;
  onClose: () => void;
}

export function GroupForm({ group, subject, onClose }: GroupFormProps) {
  const t = useText('fields');
  const common = useText('common');
  const client = useQueryClient();
  const form = useForm({ mode: 'uncontrolled', initialValues: { name: group?.name ?? '' } });
  const done = {
    onSuccess: async () => {
      await invalidateOperation(client, 'fieldGroupsList');
      onClose();
    },
    onError: (error: unknown) => form.setErrors(formErrors(error)),
  };
  const create = useMutation({ ...fieldGroupsCreateMutation(), ...done });
  const change = useMutation({ ...fieldGroupsChangeMutation(), ...done });
  const remove = useMutation({ ...fieldGroupsDeleteMutation(), ...done });
  return (
    <Modal
      opened
      onClose={onClose}
      title={group === null ? t('group.add') : t('group.edit', { name: group.name })}
    >
      <form
        className={styles.form}
        onSubmit={form.onSubmit(({ name }) => {
          if (group === null) create.mutate({ body: { subject_type: subject, name } });
          else
            change.mutate({ path: { group_id: group.id }, body: { name }, headers: ifMatch(group.version) });
        })}
      >
        <TextInput
          label={t('group.name')}
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <ProblemAlert problem={create.error ?? change.error ?? remove.error} />
        <div className={styles.buttons}>
          {group !== null && (
            <Button
              variant="subtle"
              loading={remove.isPending}
              onClick={() => remove.mutate({ path: { group_id: group.id } })}
            >
              {common('remove')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending || change.isPending}>
            {common('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
