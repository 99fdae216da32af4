import { Button, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { invitationsCreateMutation } from '@/api/queries';
import { RecordForm, useSaving } from '@/entities/RecordForm';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { NameInput } from '@/ui/NameInput';
import { SecretField } from '@/ui/SecretField';
import { PlaceFields } from './PlaceFields';
import styles from './Settings.module.css';
import { useRoles, useTeams } from './useRoles';

interface InviteFormProps {
  onClose: () => void;
}

/** Somebody new: her name, mail, role and team; then the link that she gets. */
export function InviteForm({ onClose }: InviteFormProps) {
  const t = useText('settings');
  const format = useFormat();
  const { roles } = useRoles();
  const { options: teams } = useTeams();
  const usualRole = roles.find((role) => role.key === 'manager')?.id ?? '';
  const form = useForm({
    initialValues: {
      name: '',
      email: '',
      role_id: usualRole,
      team_id: teams.length === 1 ? (teams[0]?.value ?? null) : null,
    },
  });
  const invite = useMutation({
    ...invitationsCreateMutation(),
    ...useSaving(['invitationsList'], form),
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
    <RecordForm
      title={t('invitations.newTitle')}
      sendings={[invite]}
      submitLabel={t('invitations.create')}
      onClose={onClose}
      onSubmit={form.onSubmit((body) => invite.mutate({ body }))}
    >
      <NameInput label={t('people.name')} {...form.getInputProps('name')} />
      <TextInput
        label={t('profile.email')}
        type="email"
        required
        withAsterisk={false}
        {...form.getInputProps('email')}
      />
      <PlaceFields form={form} />
    </RecordForm>
  );
}
