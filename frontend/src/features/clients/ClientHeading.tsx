import { Link } from '@tanstack/react-router';
import type { Client } from '@/api/contract';
import { CallButton } from '@/entities/CallButton';
import { usePerson } from '@/entities/people';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { InitialsAvatar } from '@/ui/InitialsAvatar';
import styles from './ClientHeading.module.css';
import { ClientQuality } from './ClientQuality';

interface ClientHeadingProps {
  client: Client;
  /** The card is the page, not beside one. */
  isPage?: boolean;
}

/** Who it is, what the record lacks, and the main number one click away. */
export function ClientHeading({ client, isPage = false }: ClientHeadingProps) {
  const Name = isPage ? 'h1' : 'h2';
  const t = useText('clients');
  const format = useFormat();
  const owner = usePerson(client.owner_id);
  const facts = [
    client.position,
    client.last_contact_at === null
      ? null
      : t('card.lastContact', { when: format.day(client.last_contact_at) }),
    owner?.name,
  ];
  return (
    <div className={styles.heading}>
      <InitialsAvatar name={client.name} size="large" />
      <div className={styles.words}>
        <Name className={styles.name}>{client.name}</Name>
        <p className={styles.facts}>
          {client.company_id !== null && (
            <Link to="/clients/$clientId" params={{ clientId: client.company_id }} search>
              {client.company_name}
            </Link>
          )}
          {[client.company_id === null ? null : '', ...facts]
            .filter((fact) => fact !== null && fact !== undefined)
            .join(' · ')}
        </p>
        <ClientQuality client={client} />
      </div>
      {client.phone !== null && (
        <div className={styles.call}>
          <CallButton phone={client.phone} fullWidth />
        </div>
      )}
    </div>
  );
}
