import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { plansProgressOptions } from '@/api/queries';
import { useMe, useScope } from '@/api/session';
import { useMetricWords } from '@/entities/metrics';
import { MonthPicker } from '@/entities/MonthPicker';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { currentMonth } from '@/lib/dates';
import { Card } from '@/ui/Card';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import { showToast } from '@/ui/undoToast';
import styles from './ControlScreen.module.css';
import { PlanCell } from './PlanCell';
import { planOf, usePlans, type Holder, type PlanKind } from './usePlans';

const kinds: readonly PlanKind[] = [
  { metric: 'deals_won', period: 'month' },
  { metric: 'deals_won_amount', period: 'month' },
  { metric: 'meetings_held', period: 'month' },
  { metric: 'calls_made', period: 'day' },
  { metric: 'calls_answered', period: 'day' },
  { metric: 'deals_revived', period: 'month' },
  { metric: 'deals_revived_won', period: 'month' },
  { metric: 'deals_revived_amount', period: 'month' },
];
const inMoney: ReadonlySet<string> = new Set(['deals_won_amount', 'deals_revived_amount']);

/** The month's targets, person by person: type a number and go on. */
export function PlansSettings() {
  const t = useText('control');
  const words = useMetricWords();
  const scope = useScope('plans:manage');
  const me = useMe();
  const [month, setMonth] = useState(currentMonth());
  const progress = useQuery(plansProgressOptions({ query: { month } }));
  const { plans, isLoading, problem, set, copyPrevious } = usePlans(month);
  const copy = async () => {
    const count = await copyPrevious();
    showToast({ message: count === 0 ? t('plans.nothingToCopy') : t('plans.copied', { count }) });
  };
  const kindName = (kind: PlanKind) =>
    t(kind.period === 'day' ? 'plans.perDay' : 'plans.perMonth', { metric: words.bareName(kind.metric) });
  const people = progress.data?.items ?? [];
  const rows: { key: string; name: string; holder: Holder }[] = people.map((person) => ({
    key: person.user_id,
    name: person.user_name,
    holder: { userId: person.user_id },
  }));
  if (scope === 'all') rows.push({ key: 'all', name: t('plans.workspace'), holder: { userId: null } });
  return (
    <>
      <PageHeader
        title={t('plans.title')}
        facts={t('plans.hint')}
        actions={
          <>
            <Button variant="default" onClick={() => void copy()}>
              {t('plans.copy')}
            </Button>
            <MonthPicker month={month} onMonth={setMonth} />
          </>
        }
      />
      {problem !== null && <ProblemAlert problem={problem} />}
      <Card className={styles.card}>
        {isLoading || progress.isPending ? (
          <RowSkeletons rows={5} />
        ) : (
          <div className={styles.scroller}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('person')}</th>
                  {kinds.map((kind) => (
                    <th scope="col" key={kind.metric}>
                      {kindName(kind)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ key, name, holder }) => (
                  <tr key={key}>
                    <th scope="row">{name}</th>
                    {kinds.map((kind) => (
                      <PlanCell
                        key={`${month}:${kind.metric}`}
                        label={t('plans.cell', { holder: name, metric: kindName(kind) })}
                        shortLabel={kindName(kind)}
                        currency={inMoney.has(kind.metric) ? me.workspace.currency : null}
                        target={planOf(plans, holder, kind)?.target ?? ''}
                        onTarget={(target) => set(holder, kind, target)}
                      />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
    </>
  );
}
