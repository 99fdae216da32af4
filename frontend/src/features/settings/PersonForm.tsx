import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { User } from '@/api/contract';
import { ifMatch } from '@/api/client';
import { formErrors } from '@/api/problem';
import { usersChangeMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useMe } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import styles from './Settings.module.css';
import { useRoles, useTeams } from './useRoles';

interface PersonFormProps {
  person: User;
  onClose: () => void;
}

/** Name, role, team, extension and access of a colleague. */
export function PersonForm({ person, onClose }: PersonFormProps) {
  const t = useText('settings');
  const common = useText('common');
  const me = useMe();
  const client = useQueryClient();
  const { options: roles } = useRoles();
  const { options: teams } = useTeams();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: {
      name: person.name,
      role_id: person.role_id,
      team_id: person.team_id,
      extension: person.extension ?? '',
    },
  });
  const save = useMutation({
    ...usersChangeMutation(),
    onSuccess: async () => {
      await Promise.all([
        invalidateOperation(client, 'usersList'),
        invalidateOperation(client, 'usersDirectory'),
      ]);
      onClose();
    },
    onError: (error) => form.setErrors(formErrors(error)),
  });
  const change = (body: Parameters<typeof save.mutate>[0]['body']) =>
    save.mutate({ path: { user_id: person.id }, body, headers: ifMatch(person.version) });
  return (
    <Modal opened onClose={onClose} title={t('people.edit', { name: person.name })}>
      <form
        className={styles.form}
        onSubmit={form.onSubmit((values) =>
          change({ ...values, extension: values.extension.trim() || null }),
        )}
      >
        <TextInput
          label={t('people.name')}
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <div className={styles.pair}>
          <Select
            label={t('people.role')}
            data={roles}
            allowDeselect={false}
            key={form.key('role_id')}
            {...form.getInputProps('role_id')}
          />
          <Select
            label={t('people.team')}
            data={teams}
            placeholder={t('people.noTeam')}
            clearable
            key={form.key('team_id')}
            {...form.getInputProps('team_id')}
          />
        </div>
        <TextInput
          label={t('people.extension')}
          description={t('people.extensionHint')}
          key={form.key('extension')}
          {...form.getInputProps('extension')}
        />
        <ProblemAlert problem={save.error} />
        {person.id !== me.user.id && (
          <div>
            <Button
              variant="subtle"
              onClick={() => change({ is_active: !person.is_active })}
              disabled={save.isPending}
            >
              {person.is_active ? t('people.deactivate') : t('people.activate')}
            </Button>
            {person.is_active && <p className={styles.hint}>{t('people.deactivateHint')}</p>}
          </div>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {common('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
