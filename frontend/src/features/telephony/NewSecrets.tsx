import { Button, Modal } from '@mantine/core';
import type { NewConnection } from '@/api/contract';
import { useText } from '@/i18n/text';
import { SecretField } from '@/ui/SecretField';
import { bringsSecret } from './providers';
import { SetupGuide } from './SetupGuide';
import styles from './Telephony.module.css';

interface NewSecretsProps {
  connection: NewConnection;
  onClose: () => void;
}

/** The address and the secret of a connection, this once, and what to do with them. */
export function NewSecrets({ connection, onClose }: NewSecretsProps) {
  const t = useText('telephony');
  return (
    <Modal opened onClose={onClose} title={connection.name} closeOnClickOutside={false} size="lg">
      <div className={styles.form}>
        <SecretField
          label={t('secrets.address')}
          value={connection.hook_url}
          description={t('secrets.addressHint')}
        />
        {!bringsSecret(connection.provider) && (
          <SecretField
            label={t('secrets.secret')}
            value={connection.secret}
            description={t('secrets.secretHint')}
          />
        )}
        <h3 className={styles.heading}>{t('guide.title')}</h3>
        <SetupGuide provider={connection.provider} hookUrl={connection.hook_url} />
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t('secrets.done')}</Button>
        </div>
      </div>
    </Modal>
  );
}
