import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { Access, Permission, Role } from '@/api/contract';
import { rolesChangeMutation, rolesListOptions } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import { useIsPhone } from '@/ui/useIsPhone';
import { RevealsCard } from './RevealsCard';
import { RoleFields } from './RoleFields';
import { rightKey, rights, withScope } from './rights';
import styles from './RolesSettings.module.css';
import { ScopeSelect } from './ScopeSelect';
import { useRoles } from './useRoles';

/** The table of rights: a row per right, a column per role. On a phone one role at a time. */
export function RolesSettings() {
  const t = useText('settings');
  const shell = useText('shell');
  const isPhone = useIsPhone();
  const { roles, nameOf, options } = useRoles();
  const [chosenId, setChosen] = useState<string | null>(null);
  const change = useRoleChange();
  const chosen = roles.find((role) => role.id === chosenId) ?? roles[1] ?? roles[0];
  const shown = isPhone ? roles.filter((role) => role === chosen) : roles;
  return (
    <>
      <PageHeader title={shell('settings.roles')} facts={t('roles.lead')} />
      {isPhone && (
        <Select
          aria-label={t('people.role')}
          data={options}
          value={chosen?.id ?? null}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      <ProblemAlert problem={change.error} />
      <Card flush>
        {roles.length === 0 ? (
          <RowSkeletons />
        ) : (
          <div className={styles.scroller} tabIndex={0} role="region" aria-label={shell('settings.roles')}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('roles.right')}</th>
                  {shown.map((role) => (
                    <th key={role.id} scope="col">
                      {nameOf(role)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rights.map((right) => (
                  <tr key={right}>
                    <th scope="row">{t(rightKey(right))}</th>
                    {shown.map((role) => (
                      <td key={role.id}>
                        <ScopeSelect
                          label={t('roles.cell', { role: nameOf(role), right: t(rightKey(right)) })}
                          value={role.permissions[right]}
                          disabled={role.key === 'administrator'}
                          onChange={(scope) => change.give(role, right, scope)}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
      <p className={styles.hint}>{t('roles.locked')}</p>
      {shown.length > 0 && <RoleFields roles={shown} onChange={change.giveFields} />}
      <RevealsCard />
    </>
  );
}

/** Gives or takes a right; the table shows it at once and goes back if it is refused. */
function useRoleChange() {
  const client = useQueryClient();
  const { queryKey } = rolesListOptions();
  const { mutate, error } = useMutation({
    ...rolesChangeMutation(),
    onMutate: ({ path, body }) => {
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, (list) => {
        if (list === undefined) return list;
        const given = (role: Role) => ({
          ...role,
          permissions: body.permissions ?? role.permissions,
          fields: body.fields ?? role.fields,
        });
        return {
          ...list,
          items: list.items.map((role) => (role.id === path.role_id ? given(role) : role)),
        };
      });
      return { before };
    },
    onError: (_error, _variables, context) => client.setQueryData(queryKey, context?.before),
    onSettled: () => invalidateOperation(client, 'rolesList'),
  });
  return {
    error,
    give: (role: Role, right: Permission, scope: string) =>
      mutate({
        path: { role_id: role.id },
        body: { permissions: withScope(role.permissions, right, scope) },
        headers: ifMatch(role.version),
      }),
    giveFields: (role: Role, group: string, access: Access) =>
      mutate({
        path: { role_id: role.id },
        body: { fields: { ...role.fields, [group]: access } },
        headers: ifMatch(role.version),
      }),
  };
}
