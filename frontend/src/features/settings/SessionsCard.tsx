import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Session } from '@/api/contract';
import { authEndOtherSessionsMutation, authEndSessionMutation, authSessionsOptions } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { describeUserAgent } from '@/lib/userAgent';
import { Card } from '@/ui/Card';
import { Chip } from '@/ui/Chip';
import { Row, RowList } from '@/ui/RowList';
import { RowSkeletons } from '@/ui/Skeletons';

/** Every place where the person is logged in; each can be ended from here. */
export function SessionsCard() {
  const t = useText('settings');
  const client = useQueryClient();
  const sessions = useQuery(authSessionsOptions());
  const refresh = () => invalidateOperation(client, 'authSessions');
  const end = useMutation({ ...authEndSessionMutation(), onSettled: refresh });
  const endOthers = useMutation({ ...authEndOtherSessionsMutation(), onSettled: refresh });
  const items = sessions.data?.items ?? [];
  const hasOthers = items.some((session) => !session.is_current);
  return (
    <Card
      flush
      title={t('sessions.title')}
      aside={
        hasOthers && (
          <Button
            size="xs"
            variant="subtle"
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate({})}
          >
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      {sessions.data === undefined && !sessions.isError && <RowSkeletons rows={2} />}
      <ProblemAlert problem={sessions.error ?? end.error ?? endOthers.error} />
      <RowList>
        {items.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            onEnd={() => end.mutate({ path: { session_id: session.id } })}
          />
        ))}
      </RowList>
    </Card>
  );
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const t = useText('settings');
  const format = useFormat();
  return (
    <Row
      title={
        <>
          {describeUserAgent(session.user_agent) ?? t('sessions.unknownDevice')}
          {session.is_current && <Chip tone="done">{t('sessions.current')}</Chip>}
        </>
      }
      facts={[session.ip, t('sessions.seen', { when: format.dateTime(session.last_seen_at) })]
        .filter(Boolean)
        .join(' · ')}
      actions={
        !session.is_current && (
          <Button size="xs" variant="subtle" onClick={onEnd}>
            {t('sessions.end')}
          </Button>
        )
      }
    />
  );
}
