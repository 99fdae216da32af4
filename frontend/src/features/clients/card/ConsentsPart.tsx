import { Button, Modal, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Client, Consent } from '@/api/contract';
import { clientsConsentsOptions, clientsRecordConsentMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Chip } from '@/ui/Chip';
import panel from '../ClientPanel.module.css';
import form from '@/entities/fields/AddressEditor.module.css';
import type { FieldLock } from './useFieldLocks';

const channels = ['phone', 'sms', 'email', 'messenger', 'post', 'personal_data'] as const;
const ways = ['form', 'call', 'paper', 'message', 'other'] as const;

interface ConsentsPartProps {
  client: Client;
  lockOf: FieldLock;
}

/** What the client allowed and forbade: the last word about each channel, with how and when it was said. */
export function ConsentsPart({ client, lockOf }: ConsentsPartProps) {
  const card = useText('card');
  const format = useFormat();
  const [opened, { open, close }] = useDisclosure(false);
  const { data, error } = useQuery(clientsConsentsOptions({ path: { client_id: client.id } }));
  const last = lastWords(data?.items ?? []);
  return (
    <section className={panel.part} aria-label={card('consents.title')}>
      <div className={panel.titleLine}>
        <h3 className={panel.title}>{card('consents.title')}</h3>
        {lockOf('personal', true) === undefined && (
          <Button size="xs" variant="subtle" onClick={open}>
            {card('consents.add')}
          </Button>
        )}
      </div>
      {error !== null && <ProblemAlert problem={error} />}
      {data !== undefined && last.length === 0 && <p className={panel.quiet}>{card('consents.none')}</p>}
      <ul className={panel.rows}>
        {last.map((consent) => (
          <li key={consent.id} className={panel.row}>
            <div className={panel.words}>
              {card(`channels.${consent.channel}`)}
              <span className={panel.facts}>
                {card('consents.line', {
                  how: card(`ways.${consent.how}`),
                  when: format.day(consent.given_at),
                  who: consent.recorded_by,
                })}
                {consent.proof !== null && ` · ${consent.proof}`}
              </span>
            </div>
            <Chip tone={consent.is_granted ? 'done' : 'danger'}>
              {card(consent.is_granted ? 'consents.yes' : 'consents.no')}
            </Chip>
          </li>
        ))}
      </ul>
      {opened && <ConsentForm client={client} onClose={close} />}
    </section>
  );
}

/** Of the words about each channel the last; they come newest first. */
function lastWords(consents: readonly Consent[]): Consent[] {
  return channels.flatMap((channel) => consents.find((consent) => consent.channel === channel) ?? []);
}

function ConsentForm({ client, onClose }: { client: Client; onClose: () => void }) {
  const card = useText('card');
  const common = useText('common');
  const queries = useQueryClient();
  const [channel, setChannel] = useState<(typeof channels)[number]>('phone');
  const [how, setHow] = useState<(typeof ways)[number]>('call');
  const [isGranted, setGranted] = useState(true);
  const [proof, setProof] = useState('');
  const { mutate, error, isPending } = useMutation({
    ...clientsRecordConsentMutation(),
    onSuccess: async () => {
      await invalidateOperation(queries, 'clientsConsents', { client_id: client.id });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = proof.trim() === '' ? null : proof.trim();
    mutate({
      path: { client_id: client.id },
      body: { channel, how, is_granted: isGranted, proof: said },
    });
  };
  return (
    <Modal opened onClose={onClose} title={card('consents.newTitle', { name: client.name })}>
      <form className={form.form} onSubmit={submit}>
        <NativeSelect
          label={card('consents.channel')}
          data={channels.map((value) => ({ value, label: card(`channels.${value}`) }))}
          value={channel}
          onChange={(event) =>
            setChannel(channels.find((value) => value === event.currentTarget.value) ?? channel)
          }
          data-autofocus
        />
        <SegmentedControl
          aria-label={card('consents.word')}
          data={[
            { value: 'yes', label: card('consents.yes') },
            { value: 'no', label: card('consents.no') },
          ]}
          value={isGranted ? 'yes' : 'no'}
          onChange={(value) => setGranted(value === 'yes')}
        />
        <NativeSelect
          label={card('consents.how')}
          data={ways.map((value) => ({ value, label: card(`ways.${value}`) }))}
          value={how}
          onChange={(event) => setHow(ways.find((value) => value === event.currentTarget.value) ?? how)}
        />
        <TextInput
          label={card('consents.proof')}
          value={proof}
          maxLength={1000}
          onChange={(event) => setProof(event.currentTarget.value)}
        />
        <ProblemAlert problem={error} />
        <div className={form.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {common('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
