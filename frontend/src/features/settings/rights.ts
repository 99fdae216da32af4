import type { Permission, Scope } from '@/api/contract';

/** Every right, in the order in which a person thinks of them. */
export const rights = [
  'clients:read',
  'clients:write',
  'clients:import',
  'clients:export',
  'clients:privacy',
  'deals:read',
  'deals:write',
  'deals:configure',
  'deals:override',
  'products:read',
  'products:manage',
  'tasks:read',
  'tasks:write',
  'calls:read',
  'calls:write',
  'reports:read',
  'plans:manage',
  'users:read',
  'users:manage',
  'teams:manage',
  'roles:manage',
  'fields:manage',
  'telephony:manage',
  'api_keys:manage',
  'audit:read',
  'events:read',
  'workspace:manage',
] as const satisfies readonly Permission[];

type Right = (typeof rights)[number];

/** "clients:read" → the name of its text, "rights.clients_read". */
export function rightKey<R extends Right>(right: R) {
  return `rights.${right.replace(':', '_')}` as R extends `${infer Subject}:${infer Verb}`
    ? `rights.${Subject}_${Verb}`
    : never;
}

export const scopes = ['own', 'team', 'all'] as const satisfies readonly Scope[];

export function isScope(value: string): value is Scope {
  return scopes.some((scope) => scope === value);
}

/** The rights with one of them given a new reach; "none" takes it away. */
export function withScope(
  permissions: Readonly<Record<string, Scope>>,
  right: Permission,
  scope: string,
): Record<string, Scope> {
  const others = Object.fromEntries(Object.entries(permissions).filter(([name]) => name !== right));
  return isScope(scope) ? { ...others, [right]: scope } : others;
}
