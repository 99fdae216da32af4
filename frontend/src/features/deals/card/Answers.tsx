import type { Deal, Pipeline } from '@/api/contract';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { inZone, toMoment } from '@/lib/dates';
import { stagesInOrder } from '../stages';
import styles from './Answers.module.css';

/** What was answered to the questions of the stages that the deal has gone through. */
export function Answers({ deal, pipeline }: { deal: Deal; pipeline: Pipeline }) {
  const t = useText('deals');
  const format = useFormat();
  const answered = stagesInOrder(pipeline)
    .flatMap((stage) => stage.checklist)
    .flatMap((item) => {
      const answer = deal.answers[item.id];
      return answer === undefined ? [] : [{ item, answer }];
    });
  const reason = pipeline.loss_reasons.find(({ id }) => id === deal.loss_reason_id);
  if (answered.length === 0 && reason === undefined) return null;
  return (
    <section aria-label={t('card.answers')}>
      <h3 className={styles.title}>{t('card.answers')}</h3>
      <dl className={styles.list}>
        {reason !== undefined && (
          <div className={styles.pair}>
            <dt>{t('fields.deal.loss_reason')}</dt>
            <dd>{reason.name}</dd>
          </div>
        )}
        {deal.return_on !== null && (
          <div className={styles.pair}>
            <dt>{t('back.on')}</dt>
            <dd>{format.date(inZone(toMoment(`${deal.return_on} 12:00`)))}</dd>
          </div>
        )}
        {answered.map(({ item, answer }) => (
          <div key={item.id} className={styles.pair}>
            <dt>{item.question}</dt>
            <dd>{typeof answer === 'boolean' ? (answer ? t('move.yes') : t('move.no')) : answer}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
