import type { Permission } from '@/api/contract';
import { useMe } from '@/api/session';

interface SettingsPlace {
  name:
    | 'profile'
    | 'workspace'
    | 'workingHours'
    | 'people'
    | 'teams'
    | 'roles'
    | 'fields'
    | 'quality'
    | 'pipelines'
    | 'products'
    | 'plans'
    | 'telephony'
    | 'apiKeys'
    | 'work';
  to:
    | '/settings/profile'
    | '/settings/workspace'
    | '/settings/working-hours'
    | '/settings/people'
    | '/settings/teams'
    | '/settings/roles'
    | '/settings/fields'
    | '/settings/quality'
    | '/settings/pipelines'
    | '/settings/products'
    | '/settings/plans'
    | '/settings/telephony'
    | '/settings/api-keys'
    | '/settings/work';
  /** Without this right the place is not shown. */
  right?: Permission;
}

interface SettingsGroup {
  name: 'yours' | 'company' | 'sales' | 'integrations';
  places: readonly SettingsPlace[];
}

const groups: readonly SettingsGroup[] = [
  { name: 'yours', places: [{ name: 'profile', to: '/settings/profile' }] },
  {
    name: 'company',
    places: [
      { name: 'workspace', to: '/settings/workspace', right: 'workspace:manage' },
      { name: 'workingHours', to: '/settings/working-hours', right: 'workspace:manage' },
      { name: 'people', to: '/settings/people', right: 'users:read' },
      { name: 'teams', to: '/settings/teams', right: 'teams:manage' },
      { name: 'roles', to: '/settings/roles', right: 'roles:manage' },
      { name: 'fields', to: '/settings/fields', right: 'fields:manage' },
      { name: 'quality', to: '/settings/quality', right: 'fields:manage' },
    ],
  },
  {
    name: 'sales',
    places: [
      { name: 'pipelines', to: '/settings/pipelines', right: 'deals:configure' },
      { name: 'products', to: '/settings/products', right: 'products:manage' },
      { name: 'plans', to: '/settings/plans', right: 'plans:manage' },
    ],
  },
  {
    name: 'integrations',
    places: [
      { name: 'telephony', to: '/settings/telephony', right: 'telephony:manage' },
      { name: 'apiKeys', to: '/settings/api-keys', right: 'api_keys:manage' },
      { name: 'work', to: '/settings/work', right: 'workspace:manage' },
    ],
  },
];

/** The settings that the person may open. */
export function useSettingsPlaces(): SettingsGroup[] {
  const { permissions } = useMe();
  return groups
    .map((group) => ({
      ...group,
      places: group.places.filter(
        (place) => place.right === undefined || permissions[place.right] !== undefined,
      ),
    }))
    .filter((group) => group.places.length > 0);
}
