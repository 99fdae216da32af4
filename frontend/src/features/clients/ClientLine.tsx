import type { ClientRow } from '@/api/contract';
import { useFormat } from '@/i18n/useFormat';
import { InitialsAvatar } from '@/ui/InitialsAvatar';
import { LastContact } from './clientCells';
import styles from './ClientLine.module.css';

/** A client of the list as a card of a phone. */
export function ClientLine({ client }: { client: ClientRow }) {
  const format = useFormat();
  const facts = [client.company_name, client.phone === null ? null : format.phone(client.phone)];
  return (
    <div className={styles.line}>
      <InitialsAvatar name={client.name} size="large" />
      <div className={styles.words}>
        <div className={styles.name}>{client.name}</div>
        <div className={styles.facts}>{facts.filter(Boolean).join(' · ')}</div>
      </div>
      <div className={styles.end}>
        <div className={styles.facts}>
          <LastContact client={client} />
        </div>
      </div>
    </div>
  );
}
