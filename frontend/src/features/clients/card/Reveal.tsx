import { Button, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEye } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Client } from '@/api/contract';
import { clientsRevealMutation } from '@/api/queries';
import { useMe } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import form from '@/entities/fields/AddressEditor.module.css';
import styles from './FieldHistory.module.css';

interface RevealProps {
  client: Client;
  /** What was hidden is on view already. */
  isShown: boolean;
  onShown: (client: Client) => void;
}

/** Asks why, and shows what the person's role sees only masked; nothing for whoever sees it anyway. */
export function Reveal({ client, isShown, onShown }: RevealProps) {
  const t = useText('fields');
  const { fields } = useMe();
  const [opened, { open, close }] = useDisclosure(false);
  if (!Object.values(fields).includes('masked')) return null;
  if (isShown) return <p className={styles.quiet}>{t('reveal.shown')}</p>;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconEye className={styles.icon} aria-hidden />}
        onClick={open}
      >
        {t('reveal.button')}
      </Button>
      {opened && <ReasonForm client={client} onShown={onShown} onClose={close} />}
    </>
  );
}

function ReasonForm({ client, onShown, onClose }: Omit<RevealProps, 'isShown'> & { onClose: () => void }) {
  const t = useText('fields');
  const common = useText('common');
  const [reason, setReason] = useState('');
  const { mutate, error, isPending } = useMutation({
    ...clientsRevealMutation(),
    onSuccess: (shown) => {
      onShown(shown);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ path: { client_id: client.id }, body: { reason: reason.trim() } });
  };
  return (
    <Modal opened onClose={onClose} title={t('reveal.title', { name: client.name })}>
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t('reveal.reason')}
          description={t('reveal.hint')}
          required
          withAsterisk={false}
          minLength={3}
          maxLength={200}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemAlert problem={error} />
        <div className={form.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={isPending} disabled={reason.trim().length < 3}>
            {t('reveal.button')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
