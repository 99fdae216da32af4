import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formErrors } from '@/api/problem';
import { invitationsCreateMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { SecretField } from '@/ui/SecretField';
import styles from './Settings.module.css';
import { useRoles, useTeams } from './useRoles';

interface InviteFormProps {
  onClose: () => void;
}

/** Somebody new: her name, mail, role and team; then the link that she gets. */
export function InviteForm({ onClose }: InviteFormProps) {
  const t = useText('settings');
  const common = useText('common');
  const format = useFormat();
  const client = useQueryClient();
  const { roles, options } = useRoles();
  const { options: teams } = useTeams();
  const usualRole = roles.find((role) => role.key === 'manager')?.id ?? '';
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: {
      name: '',
      email: '',
      role_id: usualRole,
      team_id: teams.length === 1 ? (teams[0]?.value ?? null) : null,
    },
  });
  const invite = useMutation({
    ...invitationsCreateMutation(),
    onSuccess: () => invalidateOperation(client, 'invitationsList'),
    onError: (error) => form.setErrors(formErrors(error)),
  });

  if (invite.data !== undefined) {
    const { name, link, expires_at } = invite.data;
    return (
      <Modal opened onClose={onClose} title={t('invitations.newTitle')}>
        <div className={styles.form}>
          <SecretField
            label={t('invitations.linkTitle')}
            value={link}
            description={t('invitations.linkHint', { name, when: format.date(expires_at) })}
          />
          <div className={styles.buttons}>
            <Button onClick={onClose}>{t('invitations.done')}</Button>
          </div>
        </div>
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title={t('invitations.newTitle')}>
      <form className={styles.form} onSubmit={form.onSubmit((body) => invite.mutate({ body }))}>
        <TextInput
          label={t('people.name')}
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('profile.email')}
          type="email"
          required
          withAsterisk={false}
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <div className={styles.pair}>
          <Select
            label={t('people.role')}
            data={options}
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
        <ProblemAlert problem={invite.error} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t('invitations.create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
