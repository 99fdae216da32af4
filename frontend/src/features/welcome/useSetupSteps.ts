import { useQuery } from '@tanstack/react-query';
import type { LinkProps } from '@tanstack/react-router';
import {
  clientsCountOptions,
  plansListOptions,
  telephonyConnectionsListOptions,
  usersDirectoryOptions,
} from '@/api/queries';
import { useMe } from '@/api/session';
import { currentMonth } from '@/lib/dates';

export type SetupStepName = 'invite' | 'telephony' | 'client' | 'plan';

export interface SetupStep {
  name: SetupStepName;
  link: LinkProps;
  isDone: boolean;
}

/** The first steps of a new workspace; undefined while it is not known which are done, and for those who can't do them. */
export function useSetupSteps(): SetupStep[] | undefined {
  const { permissions, workspace } = useMe();
  const mayDo = ['users:manage', 'telephony:manage', 'plans:manage', 'clients:write'].every(
    (right) => right in permissions,
  );
  const enabled = mayDo && !workspace.is_demo;
  const people = useQuery({ ...usersDirectoryOptions(), enabled });
  const connections = useQuery({ ...telephonyConnectionsListOptions(), enabled });
  const clients = useQuery({ ...clientsCountOptions(), enabled });
  const plans = useQuery({ ...plansListOptions({ query: { month: currentMonth() } }), enabled });
  if (
    !enabled ||
    people.data === undefined ||
    connections.data === undefined ||
    clients.data === undefined ||
    plans.data === undefined
  ) {
    return undefined;
  }
  return [
    { name: 'invite', link: { to: '/settings/people' }, isDone: people.data.items.length > 1 },
    { name: 'telephony', link: { to: '/settings/telephony' }, isDone: connections.data.items.length > 0 },
    { name: 'client', link: { to: '/clients', search: { new: true } }, isDone: clients.data.count > 0 },
    { name: 'plan', link: { to: '/settings/plans' }, isDone: plans.data.items.length > 0 },
  ];
}
