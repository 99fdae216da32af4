import { Button, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Client } from '@/api/contract';
import { clientsDisclose } from '@/api/operations';
import { clientsEraseMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import form from '@/entities/fields/AddressEditor.module.css';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { download, saveFile } from '@/lib/saveFile';
import { showToast } from '@/ui/undoToast';
import panel from '../ClientPanel.module.css';

const shortestReason = 3;

interface PrivacyPartProps {
  client: Client;
  onErased: () => void;
}

/** What a person may ask for: all that is known of her as a file, and to be forgotten. */
export default function PrivacyPart({ client, onErased }: PrivacyPartProps) {
  const t = useText('card');
  const [isErasing, erasing] = useDisclosure(false);
  const disclose = useMutation({
    mutationFn: () => clientsDisclose({ path: { client_id: client.id } }),
    onSuccess: ({ data }) => {
      const content = new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' });
      saveFile(content, `${client.name}.json`);
      if (hasFiles(data.known)) download(`/api/v1/clients/${client.id}/disclosure/files`);
    },
  });
  return (
    <section className={panel.part} aria-label={t('privacy.title')}>
      <h3 className={panel.title}>{t('privacy.title')}</h3>
      <ProblemAlert problem={disclose.error} />
      <div className={form.buttons}>
        <Button size="xs" variant="default" loading={disclose.isPending} onClick={() => disclose.mutate()}>
          {t('privacy.disclose')}
        </Button>
        <Button size="xs" variant="subtle" color="danger" aria-haspopup="dialog" onClick={erasing.open}>
          {t('privacy.erase')}
        </Button>
      </div>
      {isErasing && <EraseForm client={client} onErased={onErased} onClose={erasing.close} />}
    </section>
  );
}

/** Whether files stand on her card: they are handed out beside what is known, as an archive. */
function hasFiles(known: Record<string, unknown>): boolean {
  const files = known['files'];
  return Array.isArray(files) && files.length > 0;
}

function EraseForm({ client, onErased, onClose }: PrivacyPartProps & { onClose: () => void }) {
  const t = useText('card');
  const common = useText('common');
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const erase = useMutation({
    ...clientsEraseMutation(),
    onSuccess: () => {
      onErased();
      showToast({ message: t('privacy.erased') });
      for (const name of ['clientsQuery', 'clientsQueryCount', 'clientsCount'])
        void invalidateOperation(queries, name);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    erase.mutate({ path: { client_id: client.id }, body: { reason: reason.trim() } });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('privacy.eraseTitle', { name: client.name })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p>{t('privacy.consequence')}</p>
        <TextInput
          label={t('privacy.reason')}
          description={t('privacy.reasonHint')}
          required
          withAsterisk={false}
          minLength={shortestReason}
          maxLength={200}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemAlert problem={erase.error} />
        <div className={form.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            type="submit"
            color="danger"
            loading={erase.isPending}
            disabled={reason.trim().length < shortestReason}
          >
            {t('privacy.confirm')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
