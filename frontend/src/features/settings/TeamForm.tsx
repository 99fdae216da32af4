import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { Team } from '@/api/contract';
import { formErrors } from '@/api/problem';
import { teamsChangeMutation, teamsCreateMutation, teamsDeleteMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import styles from './Settings.module.css';
import { subtree } from './teamTree';
import { useTeams } from './useRoles';

interface TeamFormProps {
  /** null for a new one. */
  team: Team | null;
  onClose: () => void;
}

export function TeamForm({ team, onClose }: TeamFormProps) {
  const t = useText('settings');
  const common = useText('common');
  const client = useQueryClient();
  const { teams, options } = useTeams();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: team?.name ?? '', parent_id: team?.parent_id ?? null },
  });
  const done = {
    onSuccess: async () => {
      await invalidateOperation(client, 'teamsList');
      onClose();
    },
    onError: (error: unknown) => form.setErrors(formErrors(error)),
  };
  const create = useMutation({ ...teamsCreateMutation(), ...done });
  const change = useMutation({ ...teamsChangeMutation(), ...done });
  const remove = useMutation({ ...teamsDeleteMutation(), ...done });
  const impossible = team === null ? new Set<string>() : subtree(teams, team.id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={team === null ? t('teams.add') : t('teams.edit', { name: team.name })}
    >
      <form
        className={styles.form}
        onSubmit={form.onSubmit((body) => {
          if (team === null) create.mutate({ body });
          else change.mutate({ path: { team_id: team.id }, body, headers: ifMatch(team.version) });
        })}
      >
        <TextInput
          label={t('teams.name')}
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <Select
          label={t('teams.parent')}
          data={options.filter((option) => !impossible.has(option.value))}
          placeholder={t('teams.top')}
          clearable
          key={form.key('parent_id')}
          {...form.getInputProps('parent_id')}
        />
        <ProblemAlert problem={create.error ?? change.error ?? remove.error} />
        <div className={styles.buttons}>
          {team !== null && (
            <Button
              variant="subtle"
              loading={remove.isPending}
              onClick={() => remove.mutate({ path: { team_id: team.id } })}
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
