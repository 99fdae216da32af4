import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Team } from '@/api/contract';
import { usersDirectoryOptions } from '@/api/queries';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { Row, RowList } from '@/ui/RowList';
import { RowSkeletons } from '@/ui/Skeletons';
import { TeamForm } from './TeamForm';
import { teamTree } from './teamTree';
import styles from './TeamsSettings.module.css';
import { useTeams } from './useRoles';

/** The tree of teams: who leads one sees it and everything below. */
export function TeamsSettings() {
  const t = useText('settings');
  const shell = useText('shell');
  const common = useText('common');
  const { teams, isLoading } = useTeams();
  const people = useQuery(usersDirectoryOptions());
  const [edited, setEdited] = useState<Team | 'new' | null>(null);
  const members = (team: Team) =>
    people.data?.items.filter((person) => person.team_id === team.id).length ?? 0;
  const add = <Button onClick={() => setEdited('new')}>{t('teams.add')}</Button>;
  const isEmpty = !isLoading && teams.length === 0;
  return (
    <>
      <PageHeader
        title={shell('settings.teams')}
        facts={t('teams.lead')}
        actions={isEmpty ? undefined : add}
      />
      {isLoading && <RowSkeletons rows={3} />}
      {isEmpty && (
        <EmptyState title={shell('settings.teams')} action={add}>
          {t('teams.empty')}
        </EmptyState>
      )}
      {teams.length > 0 && (
        <Card flush>
          <RowList>
            {teamTree(teams).map(({ team, depth }) => (
              <Row
                key={team.id}
                lead={<span aria-hidden className={styles.indent} data-depth={Math.min(depth, 4)} />}
                title={team.name}
                facts={t('teams.members', { count: members(team) })}
                actions={
                  <Button
                    size="xs"
                    variant="subtle"
                    aria-label={t('teams.edit', { name: team.name })}
                    onClick={() => setEdited(team)}
                  >
                    {common('edit')}
                  </Button>
                }
              />
            ))}
          </RowList>
        </Card>
      )}
      {edited !== null && (
        <TeamForm team={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}
