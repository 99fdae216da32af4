import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { User } from '@/api/contract';
import { usersListInfiniteOptions } from '@/api/queries';
import { cursorPaging } from '@/api/queryClient';
import { useCan, useMe } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { Chip } from '@/ui/Chip';
import { InitialsAvatar } from '@/ui/InitialsAvatar';
import { PageHeader } from '@/ui/PageHeader';
import { Row, RowList } from '@/ui/RowList';
import { RowSkeletons } from '@/ui/Skeletons';
import { InvitationsCard } from './InvitationsCard';
import { InviteForm } from './InviteForm';
import { PersonForm } from './PersonForm';
import { useRoles, useTeams } from './useRoles';

const pageSize = 100;

export function PeopleSettings() {
  const t = useText('settings');
  const shell = useText('shell');
  const common = useText('common');
  const mayManage = useCan('users:manage');
  const [isInviting, { open, close }] = useDisclosure(false);
  const [edited, setEdited] = useState<User | null>(null);
  const users = useInfiniteQuery({
    ...usersListInfiniteOptions({ query: { limit: pageSize } }),
    ...cursorPaging,
  });
  const people = users.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        title={shell('settings.people')}
        facts={t('people.lead')}
        actions={mayManage && <Button onClick={open}>{t('people.invite')}</Button>}
      />
      <ProblemAlert problem={users.error} onRetry={() => void users.refetch()} />
      <Card flush>
        {users.isPending && <RowSkeletons rows={5} />}
        <RowList>
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              onEdit={mayManage ? () => setEdited(person) : undefined}
            />
          ))}
        </RowList>
      </Card>
      {users.hasNextPage && (
        <Button
          variant="default"
          loading={users.isFetchingNextPage}
          onClick={() => void users.fetchNextPage()}
        >
          {common('loadMore')}
        </Button>
      )}
      {mayManage && <InvitationsCard />}
      {isInviting && <InviteForm onClose={close} />}
      {edited !== null && <PersonForm person={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function PersonRow({ person, onEdit }: { person: User; onEdit?: () => void }) {
  const t = useText('settings');
  const common = useText('common');
  const { user } = useMe();
  const { nameById: roleName } = useRoles();
  const { nameById: teamName } = useTeams();
  const facts = [
    roleName(person.role_id),
    teamName(person.team_id) ?? t('people.noTeam'),
    person.email,
    person.extension,
  ];
  return (
    <Row
      lead={<InitialsAvatar name={person.name} />}
      title={
        <>
          {person.name}
          {person.id === user.id && <Chip>{t('people.you')}</Chip>}
          {!person.is_active && <Chip tone="danger">{t('people.inactive')}</Chip>}
        </>
      }
      facts={facts.filter(Boolean).join(' · ')}
      actions={
        onEdit !== undefined && (
          <Button
            size="xs"
            variant="subtle"
            onClick={onEdit}
            aria-label={t('people.edit', { name: person.name })}
          >
            {common('edit')}
          </Button>
        )
      }
    />
  );
}
