import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ParticipantRole } from '@/api/contract';
import {
  dealsParticipantsOptions,
  dealsPutParticipantMutation,
  dealsRemoveParticipantMutation,
} from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ClientPicker } from '@/entities/ClientPicker';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import answers from '../card/Answers.module.css';
import styles from './Circle.module.css';

const roles = ['decision_maker', 'influencer', 'buyer', 'user', 'gatekeeper', 'other'] as const;

interface ParticipantsProps {
  dealId: string;
  isLocked: boolean;
}

/** Who has a say in the deal, each with the part she takes. */
export function Participants({ dealId, isLocked }: ParticipantsProps) {
  const t = useText('around');
  const client = useQueryClient();
  const people = useQuery(dealsParticipantsOptions({ path: { deal_id: dealId } }));
  const onSettled = () =>
    Promise.all(
      ['dealsParticipants', 'dealsTimeline', 'dealsTakingPart'].map((operation) =>
        invalidateOperation(client, operation),
      ),
    );
  const put = useMutation({ ...dealsPutParticipantMutation(), onSettled });
  const remove = useMutation({ ...dealsRemoveParticipantMutation(), onSettled });
  const items = people.data?.items ?? [];
  const set = (clientId: string, role: ParticipantRole) =>
    put.mutate({ path: { deal_id: dealId, client_id: clientId }, body: { role } });
  if (isLocked && items.length === 0) return null;
  return (
    <section aria-label={t('people.title')}>
      <h3 className={answers.title}>{t('people.title')}</h3>
      <ul className={styles.list}>
        {items.map((person) => (
          <li key={person.client_id} className={styles.row}>
            <span className={styles.name}>
              <Link to="/clients/$clientId" params={{ clientId: person.client_id }}>
                {person.name}
              </Link>
              {person.company_name !== null && <span className={styles.facts}>{person.company_name}</span>}
              {person.roles.length > 1 && (
                <span className={styles.facts}>
                  {person.roles.map((role) => t(`roles.${role}`)).join(', ')}
                </span>
              )}
            </span>
            {isLocked ? (
              <span className={styles.facts}>{t(`roles.${person.role}`)}</span>
            ) : (
              <>
                <Select
                  size="xs"
                  className={styles.choice}
                  aria-label={t('people.role', { person: person.name })}
                  data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
                  value={person.role}
                  allowDeselect={false}
                  onChange={(role) => {
                    const known = roles.find((one) => one === role);
                    if (known !== undefined) set(person.client_id, known);
                  }}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('people.remove', { person: person.name })}
                  onClick={() => remove.mutate({ path: { deal_id: dealId, client_id: person.client_id } })}
                >
                  <IconX className={styles.icon} aria-hidden />
                </ActionIcon>
              </>
            )}
          </li>
        ))}
      </ul>
      {!isLocked && (
        <ClientPicker
          key={items.length}
          placeholder={t('people.add')}
          value={null}
          onChange={(found) => {
            const role = items.length === 0 ? 'decision_maker' : 'other';
            if (found !== null) set(found.id, role);
          }}
        />
      )}
      <ProblemAlert problem={people.error ?? put.error ?? remove.error} />
    </section>
  );
}
