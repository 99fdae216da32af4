import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Scope } from '@/api/contract';
import { apiKeysCreateMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { RecordForm } from '@/entities/RecordForm';
import { useText } from '@/i18n/text';
import { NameInput } from '@/ui/NameInput';
import { SecretField } from '@/ui/SecretField';
import styles from './Settings.module.css';
import rightsStyles from './ApiKeyForm.module.css';
import { rightKey, rights, withScope } from './rights';
import { ScopeSelect } from './ScopeSelect';

/** A new key: what it is for and what it may do; then the key itself, this once. */
export function ApiKeyForm({ onClose }: { onClose: () => void }) {
  const t = useText('settings');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Record<string, Scope>>({});
  const create = useMutation({
    ...apiKeysCreateMutation(),
    onSuccess: () => invalidateOperation(client, 'apiKeysList'),
  });

  if (create.data !== undefined) {
    return (
      <Modal opened onClose={onClose} title={create.data.name} closeOnClickOutside={false}>
        <div className={styles.form}>
          <SecretField
            label={t('keys.tokenTitle')}
            value={create.data.token}
            description={t('keys.tokenHint')}
          />
          <div className={styles.buttons}>
            <Button onClick={onClose}>{t('invitations.done')}</Button>
          </div>
        </div>
      </Modal>
    );
  }
  return (
    <RecordForm
      title={t('keys.add')}
      sendings={[create]}
      submitLabel={t('keys.create')}
      isIncomplete={Object.keys(scopes).length === 0}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ body: { name, scopes } });
      }}
    >
      <NameInput
        label={t('keys.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <fieldset className={rightsStyles.rights}>
        <legend className={rightsStyles.legend}>{t('keys.scopes')}</legend>
        {rights.map((right) => (
          <div key={right} className={rightsStyles.line}>
            <span>{t(rightKey(right))}</span>
            <ScopeSelect
              label={t(rightKey(right))}
              value={scopes[right]}
              onChange={(scope) => setScopes(withScope(scopes, right, scope))}
            />
          </div>
        ))}
      </fieldset>
    </RecordForm>
  );
}
