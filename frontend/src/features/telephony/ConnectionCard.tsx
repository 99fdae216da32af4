import { ActionIcon, Button, Collapse, Menu, Modal, PasswordInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { Connection } from '@/api/contract';
import {
  telephonyConnectionsChangeMutation,
  telephonyConnectionsDeleteMutation,
  telephonyConnectionsRotateMutation,
} from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { Chip } from '@/ui/Chip';
import { askFirst } from '@/ui/confirm';
import { SecretField } from '@/ui/SecretField';
import { NewSecrets } from './NewSecrets';
import { brands, bringsSecret } from './providers';
import { SetupGuide } from './SetupGuide';
import styles from './Telephony.module.css';

/** One line: does it live, when was it heard of last, and how it is set up. */
export function ConnectionCard({ connection }: { connection: Connection }) {
  const t = useText('telephony');
  const format = useFormat();
  const [isGuideOpen, { toggle }] = useDisclosure(false);
  const actions = useConnectionActions(connection);
  const { provider, is_active: isActive, last_event_at: last } = connection;
  return (
    <Card
      title={
        <span className={styles.name}>
          {connection.name}
          <Chip>{bringsSecret(provider) ? brands[provider] : t('providers.generic')}</Chip>
          {!isActive && <Chip tone="danger">{t('connections.off')}</Chip>}
          {isActive && last === null && <Chip tone="warning">{t('connections.silent')}</Chip>}
          {isActive && last !== null && (
            <Chip tone="done">{t('connections.heard', { when: format.dateTime(last) })}</Chip>
          )}
        </span>
      }
      aside={<ConnectionMenu connection={connection} actions={actions} />}
    >
      <ProblemAlert problem={actions.problem} />
      <div className={styles.form}>
        <SecretField label={t('secrets.address')} value={connection.hook_url} />
        <Button variant="default" className={styles.start} aria-expanded={isGuideOpen} onClick={toggle}>
          {t('guide.title')}
        </Button>
        <Collapse expanded={isGuideOpen}>
          <SetupGuide provider={provider} hookUrl={connection.hook_url} />
        </Collapse>
      </div>
      {actions.isRotating && <RotateForm connection={connection} onClose={actions.endRotating} />}
    </Card>
  );
}

function useConnectionActions(connection: Connection) {
  const t = useText('telephony');
  const client = useQueryClient();
  const [isRotating, rotating] = useDisclosure(false);
  const onSettled = () => invalidateOperation(client, 'telephonyConnectionsList');
  const change = useMutation({ ...telephonyConnectionsChangeMutation(), onSettled });
  const remove = useMutation({ ...telephonyConnectionsDeleteMutation(), onSettled });
  const path = { connection_id: connection.id };
  return {
    problem: change.error ?? remove.error,
    isRotating,
    startRotating: rotating.open,
    endRotating: rotating.close,
    switchOver: () =>
      change.mutate({
        path,
        body: { is_active: !connection.is_active },
        headers: ifMatch(connection.version),
      }),
    remove: () =>
      askFirst({
        title: t('connections.removeTitle', { name: connection.name }),
        consequence: t('connections.removeConsequence'),
        confirm: t('connections.remove'),
        onConfirm: () => remove.mutate({ path }),
      }),
  };
}

interface ConnectionMenuProps {
  connection: Connection;
  actions: ReturnType<typeof useConnectionActions>;
}

function ConnectionMenu({ connection, actions }: ConnectionMenuProps) {
  const t = useText('telephony');
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('connections.actions', { name: connection.name })}>
          <IconDots className={styles.icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={actions.startRotating}>{t('connections.rotate')}</Menu.Item>
        <Menu.Item onClick={actions.switchOver}>
          {connection.is_active ? t('connections.switchOff') : t('connections.switchOn')}
        </Menu.Item>
        <Menu.Item color="danger" onClick={actions.remove}>
          {t('connections.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** A new address and secret: the old ones are dead at once, so it is asked before, and shown after. */
function RotateForm({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const t = useText('telephony');
  const common = useText('common');
  const client = useQueryClient();
  const [secret, setSecret] = useState('');
  const rotate = useMutation({
    ...telephonyConnectionsRotateMutation(),
    onSuccess: () => invalidateOperation(client, 'telephonyConnectionsList'),
  });
  if (rotate.data !== undefined) return <NewSecrets connection={rotate.data} onClose={onClose} />;
  const own = secret.trim() === '' ? null : { secret: secret.trim() };
  return (
    <Modal opened onClose={onClose} title={t('connections.rotate')}>
      <div className={styles.form}>
        <p className={styles.text}>{t('connections.rotateConsequence')}</p>
        {bringsSecret(connection.provider) && (
          <PasswordInput
            label={t(`form.secret.${connection.provider}`)}
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': common('showPassword') }}
          />
        )}
        <ProblemAlert problem={rotate.error} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            color="danger"
            loading={rotate.isPending}
            disabled={bringsSecret(connection.provider) && own === null}
            onClick={() => rotate.mutate({ path: { connection_id: connection.id }, body: own })}
          >
            {t('connections.rotate')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
