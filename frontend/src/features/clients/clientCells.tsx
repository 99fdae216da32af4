import { IconBuilding } from '@tabler/icons-react';
import type { ClientRow } from '@/api/contract';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Chip } from '@/ui/Chip';
import styles from './clientCells.module.css';

/** The name; a company shows that it is one. */
export function ClientName({ client }: { client: ClientRow }) {
  const t = useText('clients');
  return (
    <span className={styles.name}>
      {client.kind === 'company' && (
        <IconBuilding className={styles.icon} role="img" aria-label={t('kinds.company')} />
      )}
      <span className={styles.words}>{client.name}</span>
    </span>
  );
}

export function LastContact({ client }: { client: ClientRow }) {
  const t = useText('clients');
  const format = useFormat();
  if (client.last_contact_at === null) return <span className={styles.quiet}>{t('list.never')}</span>;
  return <time dateTime={client.last_contact_at}>{format.day(client.last_contact_at)}</time>;
}

export function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className={styles.tags}>
      {tags.map((tag) => (
        <Chip key={tag}>{tag}</Chip>
      ))}
    </span>
  );
}
