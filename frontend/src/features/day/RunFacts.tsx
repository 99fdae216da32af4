import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SubjectCard, Task } from '@/api/contract';
import { clientsTimelineOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { SinceChip } from '@/entities/deals/StageAge';
import { withNames } from '@/entities/mentions/mentions';
import { usePeople } from '@/entities/people';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { lastWords } from './lastWords';
import styles from './RunFacts.module.css';

const entriesToSearch = 20;

/** What one must know before speaking: the deal and its stage, what was said last time, the hint of the stage. */
export function RunFacts({ task }: { task: Task }) {
  const t = useText('day');
  return (
    <div className={styles.facts}>
      {task.deal !== null && <DealFacts deal={task.deal} />}
      {task.client_id !== null && <LastTime clientId={task.client_id} />}
      {task.deal?.hint != null && (
        <p>
          <span className={styles.quiet}>{t('run.hint')}</span> {task.deal.hint}
        </p>
      )}
      {task.note !== null && (
        <p>
          <span className={styles.quiet}>{t('run.note')}</span> {task.note}
        </p>
      )}
    </div>
  );
}

function DealFacts({ deal }: { deal: SubjectCard }) {
  const t = useText('day');
  const format = useFormat();
  const amount =
    deal.amount == null || deal.currency == null ? null : format.shortMoney(deal.amount, deal.currency);
  return (
    <>
      <p>
        <span className={styles.quiet}>{t('run.deal')}</span>{' '}
        <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles.deal}>
          {[deal.title, amount].filter(Boolean).join(' · ')}
        </Link>
      </p>
      {deal.subtitle != null && (
        <p>
          <span className={styles.quiet}>{t('run.stage')}</span>{' '}
          <b className={styles.strong}>{deal.subtitle}</b>{' '}
          {deal.since != null && <SinceChip since={deal.since} />}
        </p>
      )}
    </>
  );
}

function LastTime({ clientId }: { clientId: string }) {
  const t = useText('day');
  const format = useFormat();
  const people = usePeople();
  const mayRead = useCan('clients:read');
  const { data } = useQuery({
    ...clientsTimelineOptions({ path: { client_id: clientId }, query: { limit: entriesToSearch } }),
    enabled: mayRead,
  });
  const last = data === undefined ? undefined : lastWords(data.items);
  if (last === undefined) return null;
  return (
    <p>
      <span className={styles.quiet}>{t('run.lastTime', { date: format.day(last.at) })}</span>{' '}
      {t('run.quote', { words: withNames(last.words, (id) => people.get(id)?.name) })}
    </p>
  );
}
