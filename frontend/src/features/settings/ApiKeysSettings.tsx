import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiKey } from '@/api/contract';
import { apiKeysListOptions, apiKeysRevokeMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { askFirst } from '@/ui/confirm';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { Row, RowList } from '@/ui/RowList';
import { RowSkeletons } from '@/ui/Skeletons';
import { ApiKeyForm } from './ApiKeyForm';

export function ApiKeysSettings() {
  const t = useText('settings');
  const shell = useText('shell');
  const client = useQueryClient();
  const [isCreating, { open, close }] = useDisclosure(false);
  const keys = useQuery(apiKeysListOptions());
  const revoke = useMutation({
    ...apiKeysRevokeMutation(),
    onSettled: () => invalidateOperation(client, 'apiKeysList'),
  });
  const add = <Button onClick={open}>{t('keys.add')}</Button>;
  const isEmpty = keys.data?.items.length === 0;
  return (
    <>
      <PageHeader
        title={shell('settings.apiKeys')}
        facts={t('keys.lead')}
        actions={isEmpty ? undefined : add}
      />
      <ProblemAlert problem={keys.error ?? revoke.error} />
      {keys.isPending && <RowSkeletons rows={3} />}
      {isEmpty && <EmptyState title={t('keys.empty')} action={add} />}
      {keys.data !== undefined && !isEmpty && (
        <Card flush>
          <RowList>
            {keys.data.items.map((key) => (
              <KeyRow
                key={key.id}
                apiKey={key}
                onRevoke={() =>
                  askFirst({
                    title: key.name,
                    consequence: t('keys.revokeHint'),
                    confirm: t('keys.revoke'),
                    onConfirm: () => revoke.mutate({ path: { key_id: key.id } }),
                  })
                }
              />
            ))}
          </RowList>
        </Card>
      )}
      {isCreating && <ApiKeyForm onClose={close} />}
    </>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const t = useText('settings');
  const format = useFormat();
  const isRevoked = apiKey.revoked_at !== null;
  const use =
    apiKey.revoked_at !== null
      ? t('keys.revoked', { when: format.dateTime(apiKey.revoked_at) })
      : apiKey.last_used_at === null
        ? t('keys.never')
        : t('keys.used', { when: format.dateTime(apiKey.last_used_at) });
  return (
    <Row
      title={apiKey.name}
      facts={[apiKey.prefix, use, format.date(apiKey.created_at)].join(' · ')}
      actions={
        !isRevoked && (
          <Button size="xs" variant="subtle" onClick={onRevoke}>
            {t('keys.revoke')}
          </Button>
        )
      }
    />
  );
}
