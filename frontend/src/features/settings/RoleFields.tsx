import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Access, Role } from '@/api/contract';
import { fieldGroupsListOptions } from '@/api/queries';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import styles from './RolesSettings.module.css';
import scope from './ScopeSelect.module.css';
import { useRoles } from './useRoles';

const levels = ['none', 'masked', 'read', 'fill', 'edit'] as const satisfies readonly Access[];

interface RoleFieldsProps {
  roles: readonly Role[];
  onChange: (role: Role, group: string, access: Access) => void;
}

/** What each role may do with each group of fields: a row per group, a column per role. */
export function RoleFields({ roles, onChange }: RoleFieldsProps) {
  const t = useText('fields');
  const settings = useText('settings');
  const { nameOf } = useRoles();
  const own = useQuery(fieldGroupsListOptions());
  const groups = [
    { id: 'personal', name: t('rights.personal') },
    { id: 'events', name: t('rights.events') },
    ...(own.data?.items ?? []),
  ];
  return (
    <>
      <h2 className={styles.heading}>{t('rights.title')}</h2>
      <p className={styles.hint}>{t('rights.lead')}</p>
      <Card flush>
        <div className={styles.scroller} tabIndex={0} role="region" aria-label={t('rights.title')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('rights.group')}</th>
                {roles.map((role) => (
                  <th key={role.id} scope="col">
                    {nameOf(role)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <tr key={group.id}>
                  <th scope="row">{group.name}</th>
                  {roles.map((role) => (
                    <td key={role.id}>
                      <NativeSelect
                        size="xs"
                        className={scope.select}
                        classNames={{ input: scope.input }}
                        rightSectionWidth="var(--b-space-5)"
                        aria-label={settings('roles.cell', { role: nameOf(role), right: group.name })}
                        value={role.fields[group.id] ?? role.fields['personal'] ?? 'masked'}
                        disabled={role.key === 'administrator'}
                        data={levels.map((level) => ({ value: level, label: t(`access.${level}`) }))}
                        onChange={(event) => onChange(role, group.id, event.currentTarget.value as Access)}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Card>
    </>
  );
}
