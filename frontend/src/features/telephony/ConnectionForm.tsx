import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { formErrors, isProblem } from '@/api/problem';
import { telephonyConnectionsCreateMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { NewSecrets } from './NewSecrets';
import { brands, bringsSecret, providers, type Provider } from './providers';
import styles from './Telephony.module.css';

/** A new line: whose it is and what to call it; then its address and secret, this once. */
export function ConnectionForm({ onClose }: { onClose: () => void }) {
  const t = useText('telephony');
  const common = useText('common');
  const client = useQueryClient();
  const [provider, setProvider] = useState<Provider>('generic');
  const [name, setName] = useState<string | null>(null);
  const [secret, setSecret] = useState('');
  const create = useMutation({
    ...telephonyConnectionsCreateMutation(),
    onSuccess: () => invalidateOperation(client, 'telephonyConnectionsList'),
  });
  if (create.data !== undefined) return <NewSecrets connection={create.data} onClose={onClose} />;

  const providerName = (known: Provider) => (bringsSecret(known) ? brands[known] : t('providers.generic'));
  const shownName = name ?? providerName(provider);
  const errors = formErrors(create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const own = bringsSecret(provider) ? { secret: secret.trim() } : {};
    create.mutate({ body: { name: shownName.trim(), provider, ...own } });
  };
  return (
    <Modal opened onClose={onClose} title={t('connections.add')}>
      <form className={styles.form} onSubmit={submit}>
        <ChoiceChips
          label={t('form.provider')}
          choices={providers.map((value) => ({ value, label: providerName(value) }))}
          value={provider}
          onChange={setProvider}
        />
        <p className={styles.text}>{t(`about.${provider}`)}</p>
        <TextInput
          label={t('form.name')}
          value={shownName}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
          maxLength={200}
          data-autofocus
        />
        {bringsSecret(provider) && (
          <PasswordInput
            label={t(`form.secret.${provider}`)}
            description={t(`form.secretWhere.${provider}`)}
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            error={errors.secret}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': common('showPassword') }}
          />
        )}
        {isProblem(create.error) && create.error.fields.length === 0 && (
          <ProblemAlert problem={create.error} />
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            type="submit"
            loading={create.isPending}
            disabled={shownName.trim() === '' || (bringsSecret(provider) && secret.trim() === '')}
          >
            {t('form.create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
