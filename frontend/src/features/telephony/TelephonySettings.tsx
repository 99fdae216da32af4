import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { telephonyConnectionsListOptions } from '@/api/queries';
import { useMe } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import { ConnectionCard } from './ConnectionCard';
import { ConnectionForm } from './ConnectionForm';
import { SimulateCall } from './SimulateCall';
import styles from './Telephony.module.css';

/** The lines that Baton hears of, whose telephone is whose, and in a demo a way to let it ring. */
export function TelephonySettings() {
  const t = useText('telephony');
  const { workspace } = useMe();
  const [isAdding, { open, close }] = useDisclosure(false);
  const { data, error, isPending, refetch } = useQuery(telephonyConnectionsListOptions());
  const isEmpty = data?.items.length === 0;
  const add = <Button onClick={open}>{t('connections.add')}</Button>;
  return (
    <>
      <PageHeader title={t('title')} actions={isEmpty ? undefined : add} />
      {error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      <div className={styles.cards}>
        {workspace.is_demo && <SimulateCall />}
        {isPending && <RowSkeletons rows={2} />}
        {isEmpty && (
          <Card>
            <EmptyState title={t('connections.empty')} action={add}>
              {t('connections.emptyHint')}
            </EmptyState>
          </Card>
        )}
        {data?.items.map((connection) => (
          <ConnectionCard key={connection.id} connection={connection} />
        ))}
        <Card title={t('extensions.title')}>
          <p className={styles.text}>{t('extensions.hint')}</p>
          <Button variant="default" renderRoot={(root) => <Link {...root} to="/settings/people" />}>
            {t('extensions.open')}
          </Button>
        </Card>
      </div>
      {isAdding && <ConnectionForm onClose={close} />}
    </>
  );
}
