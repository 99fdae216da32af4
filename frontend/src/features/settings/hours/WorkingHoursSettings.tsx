import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { WorkingHours } from '@/api/contract';
import { workingHoursGetOptions, workingHoursSetMutation } from '@/api/queries';
import { useCan } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { inZone } from '@/lib/dates';
import { Card } from '@/ui/Card';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import { showToast } from '@/ui/undoToast';
import settings from '../Settings.module.css';
import { DayHours } from './DayHours';
import { Holidays } from './Holidays';
import styles from './Hours.module.css';
import { bodyOf, isComplete, type HoursDraft } from './hoursDraft';
import { OwnDays } from './OwnDays';

/** When the company works: the week, the holidays, and the days that are otherwise. */
export function WorkingHoursSettings() {
  const t = useText('settings');
  const shell = useText('shell');
  const found = useQuery(workingHoursGetOptions());
  return (
    <>
      <PageHeader title={shell('settings.workingHours')} facts={t('hours.lead')} />
      {found.isLoading && <RowSkeletons rows={7} />}
      <ProblemAlert problem={found.error} onRetry={() => void found.refetch()} />
      {found.data !== undefined && <HoursForm key={found.data.version} hours={found.data} />}
    </>
  );
}

/** The names of the weekdays, Monday first, in the person's language. */
function weekdays(): string[] {
  // 1 January 2024 was a Monday.
  const monday = inZone('2024-01-01T12:00:00Z');
  return Array.from({ length: 7 }, (_, day) => monday.add(day, 'day').format('dddd'));
}

function HoursForm({ hours }: { hours: WorkingHours }) {
  const t = useText('settings');
  const common = useText('common');
  const mayChange = useCan('workspace:manage');
  const client = useQueryClient();
  const [draft, setDraft] = useState<HoursDraft>({
    country: hours.country,
    week: hours.week,
    days: hours.days,
  });
  const set = (part: Partial<HoursDraft>) => setDraft((known) => ({ ...known, ...part }));
  const save = useMutation({
    ...workingHoursSetMutation(),
    onSuccess: (saved) => {
      client.setQueryData(workingHoursGetOptions().queryKey, saved);
      showToast({ message: t('saved') });
    },
  });
  const names = weekdays();
  const isFine = isComplete(draft);
  return (
    <form
      className={`${settings.form} ${settings.wide}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (isFine) save.mutate({ body: bodyOf(draft), headers: ifMatch(hours.version) });
      }}
    >
      <Card title={t('hours.week')} aside={t('hours.zone', { zone: hours.time_zone })}>
        <ul className={styles.rows}>
          {names.map((name, index) => (
            <li key={name} className={styles.row}>
              <span className={styles.weekday}>{name}</span>
              <DayHours
                day={name}
                hours={draft.week[index] ?? []}
                onChange={(day) =>
                  set({ week: draft.week.map((one, place) => (place === index ? day : one)) })
                }
              />
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('hours.holidays')}>
        <Holidays country={draft.country} onChange={(country) => set({ country })} />
      </Card>
      <Card title={t('hours.own')} aside={t('hours.ownFacts')}>
        <OwnDays days={draft.days} onChange={(days) => set({ days })} />
      </Card>
      {!isFine && (
        <p role="alert" className={settings.hint}>
          {t('hours.wrong')}
        </p>
      )}
      <ProblemAlert problem={save.error} />
      {mayChange && (
        <div className={settings.buttons}>
          <Button type="submit" loading={save.isPending} disabled={!isFine}>
            {common('save')}
          </Button>
        </div>
      )}
    </form>
  );
}
