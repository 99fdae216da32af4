import { useSuspenseQuery } from '@tanstack/react-query';
import type { Access, Me, Permission, Scope } from './contract';
import { authMeOptions } from './queries';

const quarterHour = 900_000;

/** The query of who is logged in; fetched by the route of the shell before any screen. */
export const meQuery = () => ({ ...authMeOptions(), staleTime: quarterHour });

/** Who is logged in. Only inside the shell, where it is always there. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery()).data;
}

/** How far a permission of the person reaches, or undefined when she does not have it. */
export function useScope(permission: Permission): Scope | undefined {
  return scopeOf(useMe(), permission);
}

export function useCan(permission: Permission): boolean {
  return useScope(permission) !== undefined;
}

/** What the person may do with a group of fields: `personal`, `events`, or the id of one of the workspace's own. */
export function useFieldAccess(): (group: string) => Access {
  const { fields } = useMe();
  return (group) => fields[group] ?? fields['personal'] ?? 'masked';
}

/** Whether she may change every field of a client, as merging two records and importing a table demand. */
export function useMayEditEveryField(): boolean {
  return Object.values(useMe().fields).every((access) => access === 'edit');
}

export function scopeOf(me: Me, permission: Permission): Scope | undefined {
  return me.permissions[permission];
}
