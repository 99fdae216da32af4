import { useQuery } from '@tanstack/react-query';
import type { Deal } from '@/api/contract';
import { dealsStagesOptions } from '@/api/queries';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { inZone, now } from '@/lib/dates';
import styles from './Answers.module.css';

const kinds = ['restaged', 'backward', 'skipped', 'incomplete'] as const;

/** In which stages the deal has stood, how long in each, and by which exceptions it came there. */
export default function StageHistory({ deal }: { deal: Deal }) {
  const t = useText('deals');
  const common = useText('common');
  const format = useFormat();
  const stays = useQuery(dealsStagesOptions({ path: { deal_id: deal.id } }));
  const items = stays.data?.items ?? [];
  const lasted = (minutes: number) => {
    if (minutes < 60) return common('dates.minutes', { count: minutes });
    if (minutes < 24 * 60) return common('dates.hours', { count: Math.floor(minutes / 60) });
    return common('dates.days', { count: Math.floor(minutes / 60 / 24) });
  };
  if (items.length === 0) return null;
  return (
    <section aria-label={t('stages.title')}>
      <h3 className={styles.title}>{t('stages.title')}</h3>
      <dl className={styles.list}>
        {items.map((stay) => {
          const end = stay.left_at === null ? now() : inZone(stay.left_at);
          const names = kinds.filter((kind) => stay.exceptions.includes(kind));
          return (
            <div key={stay.id} className={styles.pair}>
              <dt>{stay.stage_name}</dt>
              <dd>
                {format.date(inZone(stay.entered_at))}
                {stay.semantics === 'open' && ` · ${lasted(end.diff(inZone(stay.entered_at), 'minute'))}`}
                {names.length > 0 && (
                  <p>
                    {t('stages.exception', {
                      kinds: names.map((kind) => t(`exception.kinds.${kind}`)).join(', '),
                      reason: stay.exception_reason ?? '',
                      by: stay.exception_by ?? '',
                    })}
                  </p>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
