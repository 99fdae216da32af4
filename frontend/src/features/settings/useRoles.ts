import { useQuery } from '@tanstack/react-query';
import type { Role } from '@/api/contract';
import { rolesListOptions, teamsListOptions } from '@/api/queries';
import { maybeText, useText } from '@/i18n/text';

/** The roles of the workspace; those that Baton brought have names in every language until they are renamed. */
export function useRoles() {
  const { data } = useQuery(rolesListOptions());
  // Renders again with the language.
  useText('settings');
  const roles = data?.items ?? [];
  const nameOf = (role: Pick<Role, 'key' | 'name'>) =>
    role.name.toLowerCase() === role.key
      ? (maybeText('settings', `names.${role.key}`) ?? role.name)
      : role.name;
  return {
    roles,
    nameOf,
    nameById: (id: string) => {
      const role = roles.find((known) => known.id === id);
      return role === undefined ? '' : nameOf(role);
    },
    options: roles.map((role) => ({ value: role.id, label: nameOf(role) })),
  };
}

/** The teams, and how a picker shows them. */
export function useTeams() {
  const { data } = useQuery(teamsListOptions());
  const teams = data?.items ?? [];
  return {
    teams,
    isLoading: data === undefined,
    nameById: (id: string | null) => teams.find((team) => team.id === id)?.name ?? null,
    options: teams.map((team) => ({ value: team.id, label: team.name })),
  };
}
