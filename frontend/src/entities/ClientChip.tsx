import { Link } from '@tanstack/react-router';
import { InitialsAvatar } from '@/ui/InitialsAvatar';
import styles from './ClientChip.module.css';

interface ClientChipProps {
  client: { id: string; name: string; company_name?: string | null };
  withAvatar?: boolean;
}

/** The name of a client wherever it stands, as a way to the card. */
export function ClientChip({ client, withAvatar = false }: ClientChipProps) {
  return (
    <Link to="/clients/$clientId" params={{ clientId: client.id }} className={styles.chip}>
      {withAvatar && <InitialsAvatar name={client.name} />}
      <span className={styles.words}>
        <span className={styles.name}>{client.name}</span>
        {client.company_name != null && <span className={styles.company}>{client.company_name}</span>}
      </span>
    </Link>
  );
}
