import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { Client } from '@/api/contract';
import {
  clientsEmploymentsOptions,
  clientsPutEmploymentMutation,
  clientsRemoveEmploymentMutation,
} from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ClientPicker } from '@/entities/ClientPicker';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import panel from '../ClientPanel.module.css';
import form from '@/entities/fields/AddressEditor.module.css';
import quiet from './FieldHistory.module.css';
import type { FieldLock } from './useFieldLocks';

interface EmploymentsPartProps {
  client: Client;
  lockOf: FieldLock;
}

/** A person's further companies with her position at each; of a company the people who have it as a further one. */
export function EmploymentsPart({ client, lockOf }: EmploymentsPartProps) {
  const card = useText('card');
  const [isAdding, setAdding] = useState(false);
  const { data } = useQuery(clientsEmploymentsOptions({ path: { client_id: client.id } }));
  const remove = useRemoval(client.id);
  const isPerson = client.kind === 'person';
  const ties = data?.items ?? [];
  const mayAdd = isPerson && lockOf('personal', true) === undefined;
  if (ties.length === 0 && !mayAdd) return null;
  const title = card(isPerson ? 'employments.companies' : 'employments.people');
  return (
    <section className={panel.part} aria-label={title}>
      <div className={panel.titleLine}>
        <h3 className={panel.title}>{title}</h3>
        {mayAdd && !isAdding && (
          <Button size="xs" variant="subtle" onClick={() => setAdding(true)}>
            {card('employments.add')}
          </Button>
        )}
      </div>
      <ul className={panel.rows}>
        {ties.map((tie) => (
          <li key={tie.client_id} className={panel.row}>
            <div className={panel.words}>
              <Link
                className={panel.link}
                to="/clients/$clientId"
                params={{ clientId: tie.client_id }}
                search
              >
                {tie.name}
              </Link>
              {tie.position !== null && <span className={panel.facts}>{tie.position}</span>}
            </div>
            {isPerson && lockOf('personal', false) === undefined && (
              <ActionIcon
                size="sm"
                aria-label={card('employments.remove', { name: tie.name })}
                onClick={() => remove.mutate({ path: { client_id: client.id, company_id: tie.client_id } })}
              >
                <IconTrash className={quiet.icon} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {isAdding && <EmploymentForm client={client} onClose={() => setAdding(false)} />}
      <ProblemAlert problem={remove.error} />
    </section>
  );
}

function useRemoval(clientId: string) {
  const queries = useQueryClient();
  return useMutation({
    ...clientsRemoveEmploymentMutation(),
    onSettled: () => invalidateOperation(queries, 'clientsEmployments', { client_id: clientId }),
  });
}

function EmploymentForm({ client, onClose }: { client: Client; onClose: () => void }) {
  const card = useText('card');
  const common = useText('common');
  const queries = useQueryClient();
  const [company, setCompany] = useState<{ id: string; name: string } | null>(null);
  const [position, setPosition] = useState('');
  const { mutate, error, isPending } = useMutation({
    ...clientsPutEmploymentMutation(),
    onSuccess: async () => {
      await invalidateOperation(queries, 'clientsEmployments', { client_id: client.id });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (company === null) return;
    mutate({
      path: { client_id: client.id, company_id: company.id },
      body: { position: position.trim() === '' ? null : position.trim() },
    });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <ClientPicker
        kind="company"
        label={card('employments.company')}
        value={company}
        onChange={setCompany}
        autoFocus
      />
      <TextInput
        label={card('employments.position')}
        value={position}
        maxLength={200}
        onChange={(event) => setPosition(event.currentTarget.value)}
      />
      <ProblemAlert problem={error} />
      <div className={form.buttons}>
        <Button size="xs" variant="subtle" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button size="xs" type="submit" loading={isPending} disabled={company === null}>
          {common('save')}
        </Button>
      </div>
    </form>
  );
}
