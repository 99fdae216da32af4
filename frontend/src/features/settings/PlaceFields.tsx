import { Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { FieldPair } from '@/entities/RecordForm';
import { useText } from '@/i18n/text';
import { useRoles, useTeams } from './useRoles';

type Place = Pick<UseFormReturnType<{ role_id: string; team_id: string | null }>, 'getInputProps'>;

/** Where a person stands: her role and team. */
export function PlaceFields({ form }: { form: Place }) {
  const t = useText('settings');
  const { options: roles } = useRoles();
  const { options: teams } = useTeams();
  return (
    <FieldPair>
      <Select
        label={t('people.role')}
        data={roles}
        allowDeselect={false}
        {...form.getInputProps('role_id')}
      />
      <Select
        label={t('people.team')}
        data={teams}
        placeholder={t('people.noTeam')}
        clearable
        {...form.getInputProps('team_id')}
      />
    </FieldPair>
  );
}
