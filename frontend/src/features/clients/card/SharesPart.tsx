import { Button, MultiSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Client } from '@/api/contract';
import { clientsShareMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { usePeople } from '@/entities/people';
import form from '@/entities/fields/AddressEditor.module.css';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { UserAvatar } from '@/entities/UserAvatar';
import { useText } from '@/i18n/text';
import panel from '../ClientPanel.module.css';

interface SharesPartProps {
  client: Client;
  userIds: string[];
  mayShare: boolean;
}

/** The colleagues who work with the client beside her owner. */
export default function SharesPart({ client, userIds, mayShare }: SharesPartProps) {
  const card = useText('card');
  const people = usePeople();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={panel.part} aria-label={card('shares.title')}>
      <div className={panel.titleLine}>
        <h3 className={panel.title}>{card('shares.title')}</h3>
        {mayShare && !isOpen && (
          <Button size="xs" variant="subtle" onClick={() => setOpen(true)}>
            {card('shares.share')}
          </Button>
        )}
      </div>
      {isOpen ? (
        <SharesForm client={client} userIds={userIds} onClose={() => setOpen(false)} />
      ) : (
        <ul className={panel.rows}>
          {userIds.length === 0 && <li className={panel.facts}>{card('shares.nobody')}</li>}
          {userIds.map((userId) => (
            <li key={userId} className={panel.row}>
              <UserAvatar userId={userId} />
              <span>{people.get(userId)?.name}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SharesForm({
  client,
  userIds,
  onClose,
}: Omit<SharesPartProps, 'mayShare'> & { onClose: () => void }) {
  const card = useText('card');
  const common = useText('common');
  const queries = useQueryClient();
  const people = usePeople();
  const [chosen, setChosen] = useState(userIds);
  const { mutate, error, isPending } = useMutation({
    ...clientsShareMutation(),
    onSuccess: async () => {
      await invalidateOperation(queries, 'clientsShares', { client_id: client.id });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ path: { client_id: client.id }, body: { user_ids: chosen } });
  };
  const colleagues = [...people.values()].filter(({ id }) => id !== client.owner_id);
  return (
    <form className={form.form} onSubmit={submit}>
      <MultiSelect
        aria-label={card('shares.title')}
        description={card('shares.hint')}
        data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        onChange={setChosen}
        searchable
        autoFocus
        nothingFoundMessage={common('nothingFound')}
      />
      <ProblemAlert problem={error} />
      <div className={form.buttons}>
        <Button size="xs" variant="subtle" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button size="xs" type="submit" loading={isPending}>
          {common('save')}
        </Button>
      </div>
    </form>
  );
}
