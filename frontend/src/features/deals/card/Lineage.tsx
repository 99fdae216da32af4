import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Deal } from '@/api/contract';
import { dealsGetOptions, dealsListOptions } from '@/api/queries';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import styles from './Answers.module.css';

/** The client's deals around this one: the one closed before it began, and those that came after. */
export default function Lineage({ deal }: { deal: Deal }) {
  const t = useText('deals');
  const format = useFormat();
  const before = useQuery({
    ...dealsGetOptions({ path: { deal_id: deal.previous_deal_id ?? '' } }),
    enabled: deal.previous_deal_id !== null,
    retry: false,
  });
  const after = useQuery({
    ...dealsListOptions({ query: { previous_deal_id: deal.id, limit: 5 } }),
    enabled: deal.status !== 'open',
  });
  const next = after.data?.items ?? [];
  const closed = deal.previous_closed_at;
  if (before.data === undefined && next.length === 0 && closed === null) return null;
  const date = closed === null ? '' : format.date(closed);
  return (
    <dl className={styles.list}>
      {closed !== null && (
        <div className={styles.pair}>
          <dt>{deal.is_revived ? t('lineage.revived') : t('lineage.before')}</dt>
          <dd>
            {deal.previous_status === 'lost'
              ? t('lineage.lost', { date, reason: deal.previous_loss_reason ?? '' })
              : t('lineage.won', { date })}
          </dd>
        </div>
      )}
      {before.data !== undefined && <Row label={t('lineage.before')} deal={before.data} />}
      {next.map((one) => (
        <Row key={one.id} label={t('lineage.after')} deal={one} />
      ))}
    </dl>
  );
}

function Row({ label, deal }: { label: string; deal: Pick<Deal, 'id' | 'title'> }) {
  return (
    <div className={styles.pair}>
      <dt>{label}</dt>
      <dd>
        <Link to="/deals/$dealId" params={{ dealId: deal.id }}>
          {deal.title}
        </Link>
      </dd>
    </div>
  );
}
