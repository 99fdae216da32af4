import { Select } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { Team } from '@/api/contract';
import { teamsChangeMutation, teamsCreateMutation, teamsDeleteMutation } from '@/api/queries';
import { RecordForm, useSaving } from '@/entities/RecordForm';
import { useText } from '@/i18n/text';
import { NameInput } from '@/ui/NameInput';
import { subtree } from './teamTree';
import { useTeams } from './useRoles';

interface TeamFormProps {
  /** null for a new one. */
  team: Team | null;
  onClose: () => void;
}

export function TeamForm({ team, onClose }: TeamFormProps) {
  const t = useText('settings');
  const { teams, options } = useTeams();
  const form = useForm({
    initialValues: { name: team?.name ?? '', parent_id: team?.parent_id ?? null },
  });
  const done = useSaving(['teamsList'], form, onClose);
  const create = useMutation({ ...teamsCreateMutation(), ...done });
  const change = useMutation({ ...teamsChangeMutation(), ...done });
  const remove = useMutation({ ...teamsDeleteMutation(), ...done });
  const impossible = team === null ? new Set<string>() : subtree(teams, team.id);
  return (
    <RecordForm
      title={team === null ? t('teams.add') : t('teams.edit', { name: team.name })}
      sendings={[create, change]}
      removal={
        team === null ? undefined : { ...remove, run: () => remove.mutate({ path: { team_id: team.id } }) }
      }
      onClose={onClose}
      onSubmit={form.onSubmit((body) => {
        if (team === null) create.mutate({ body });
        else change.mutate({ path: { team_id: team.id }, body, headers: ifMatch(team.version) });
      })}
    >
      <NameInput label={t('teams.name')} {...form.getInputProps('name')} />
      <Select
        label={t('teams.parent')}
        data={options.filter((option) => !impossible.has(option.value))}
        placeholder={t('teams.top')}
        clearable
        {...form.getInputProps('parent_id')}
      />
    </RecordForm>
  );
}
