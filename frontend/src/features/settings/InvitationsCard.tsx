import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { invitationsListOptions, invitationsWithdrawMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { Row, RowList } from '@/ui/RowList';
import { useRoles } from './useRoles';

/** Those who have a link and have not come yet. */
export function InvitationsCard() {
  const t = useText('settings');
  const format = useFormat();
  const client = useQueryClient();
  const { nameById } = useRoles();
  const { data } = useQuery(invitationsListOptions());
  const withdraw = useMutation({
    ...invitationsWithdrawMutation(),
    onSettled: () => invalidateOperation(client, 'invitationsList'),
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Card flush title={t('invitations.title')}>
      <ProblemAlert problem={withdraw.error} />
      <RowList>
        {data.items.map((invitation) => (
          <Row
            key={invitation.id}
            title={invitation.name}
            facts={[
              nameById(invitation.role_id),
              invitation.email,
              t('invitations.expires', { when: format.date(invitation.expires_at) }),
            ]
              .filter(Boolean)
              .join(' · ')}
            actions={
              <Button
                size="xs"
                variant="subtle"
                onClick={() => withdraw.mutate({ path: { invitation_id: invitation.id } })}
              >
                {t('invitations.withdraw')}
              </Button>
            }
          />
        ))}
      </RowList>
    </Card>
  );
}
