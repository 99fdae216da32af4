import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Client } from '@/api/contract';
import { dealsTakingPartOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import styles from '../ClientPanel.module.css';

/** The deals, of other clients too, in which she has a part; nothing when there are none. */
export default function TakesPart({ client }: { client: Client }) {
  const t = useText('around');
  const format = useFormat();
  const mayRead = useCan('deals:read');
  const { data } = useQuery({
    ...dealsTakingPartOptions({ query: { client_id: client.id } }),
    enabled: mayRead,
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className={styles.part} aria-label={t('partIn.title')}>
      <h3 className={styles.title}>{t('partIn.title')}</h3>
      <ul className={styles.rows}>
        {data.items.map((deal) => (
          <li key={deal.deal_id} className={styles.row}>
            <span className={styles.words}>
              <Link to="/deals/$dealId" params={{ dealId: deal.deal_id }} className={styles.link}>
                {deal.title}
              </Link>
              <span className={styles.facts}>
                {[
                  deal.roles.map((role) => t(`roles.${role}`)).join(', '),
                  deal.client_name,
                  deal.stage_name,
                ].join(' · ')}
              </span>
            </span>
            {deal.amount !== null && (
              <span className={styles.amount}>{format.shortMoney(deal.amount, deal.currency)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
