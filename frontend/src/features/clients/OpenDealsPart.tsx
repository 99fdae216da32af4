import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Client } from '@/api/contract';
import { dealsListOptions, pipelinesListOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { StageAge } from '@/entities/deals/StageAge';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import styles from './ClientPanel.module.css';

const mostShown = 20;

/** The deals that are going on with the client. */
export function OpenDealsPart({ client }: { client: Client }) {
  const t = useText('clients');
  const format = useFormat();
  const mayRead = useCan('deals:read');
  const mayWrite = useCan('deals:write');
  const { data } = useQuery({
    ...dealsListOptions({ query: { client_id: client.id, status: 'open', limit: mostShown } }),
    enabled: mayRead,
  });
  const pipelines = useQuery({ ...pipelinesListOptions(), enabled: mayRead });
  const stages = new Map(
    pipelines.data?.items.flatMap((pipeline) => pipeline.stages).map((stage) => [stage.id, stage.name]),
  );
  if (!mayRead) return null;
  return (
    <section className={styles.part} aria-label={t('deals.title')}>
      <div className={styles.titleLine}>
        <h3 className={styles.title}>{t('deals.title')}</h3>
        {mayWrite && (
          <Button
            size="xs"
            variant="subtle"
            renderRoot={(root) => <Link {...root} to="/deals" search={{ new: true, client_id: client.id }} />}
          >
            {t('deals.open')}
          </Button>
        )}
      </div>
      {data?.items.length === 0 && <p className={styles.quiet}>{t('deals.nothing')}</p>}
      <ul className={styles.rows}>
        {data?.items.map((deal) => (
          <li key={deal.id} className={styles.row}>
            <span className={styles.words}>
              <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles.link}>
                {deal.title}
              </Link>
              <span className={styles.facts}>{stages.get(deal.stage_id)}</span>
            </span>
            <StageAge deal={deal} />
            {deal.amount !== null && (
              <span className={styles.amount}>{format.shortMoney(deal.amount, deal.currency)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
