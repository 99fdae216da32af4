import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { MetricProgress, PersonProgress } from '@/api/contract';
import { plansProgressOptions, teamsListOptions } from '@/api/queries';
import { useTopic } from '@/api/realtime/realtime';
import { useCan, useScope } from '@/api/session';
import { useMetricWords } from '@/entities/metrics';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useArrived } from '@/lib/arrived';
import { currentMonth } from '@/lib/dates';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { InitialsAvatar } from '@/ui/InitialsAvatar';
import { MonthPicker } from '@/entities/MonthPicker';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import { columnsOf, keyOf, type FigureColumn } from './columns';
import styles from './ControlScreen.module.css';
import { FigureCell } from './FigureCell';

const route = getRouteApi('/_shell/control');

/** The supervisor's screen: plan and fact of every manager, moving while one looks. */
export function ControlScreen() {
  const t = useText('control');
  useTopic('counters');
  const { month = currentMonth(), team } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(plansProgressOptions({ query: { month, team_id: team } }));
  return (
    <>
      <PageHeader
        title={t('title')}
        facts={month === currentMonth() ? t('live') : undefined}
        actions={
          <>
            <TeamPicker
              team={team}
              onTeam={(chosen) => void navigate({ search: (known) => ({ ...known, team: chosen }) })}
            />
            <MonthPicker
              month={month}
              onMonth={(chosen) => void navigate({ search: (known) => ({ ...known, month: chosen }) })}
            />
          </>
        }
      />
      {error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      <Card title={t('planAndFact')} aside={t('opens')} className={styles.card}>
        {data === undefined ? (
          <RowSkeletons rows={5} />
        ) : data.items.length === 0 ? (
          <Nobody />
        ) : (
          <Figures people={data.items} total={data.total} team={team} />
        )}
      </Card>
    </>
  );
}

function TeamPicker({ team, onTeam }: { team?: string; onTeam: (team: string | undefined) => void }) {
  const t = useText('control');
  const teams = useQuery(teamsListOptions());
  const scope = useScope('reports:read');
  if (scope === 'own' || (teams.data?.items.length ?? 0) === 0) return null;
  return (
    <Select
      aria-label={t('team')}
      placeholder={t('everybody')}
      clearable
      value={team ?? null}
      onChange={(chosen) => onTeam(chosen ?? undefined)}
      data={teams.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
    />
  );
}

interface FiguresProps {
  people: readonly PersonProgress[];
  total: readonly MetricProgress[];
  team?: string;
}

function Figures({ people, total, team }: FiguresProps) {
  const t = useText('control');
  const words = useMetricWords();
  const columns = columnsOf(people);
  const named = (column: FigureColumn) =>
    people.flatMap((person) => person.metrics).find((figure) => keyOf(figure) === column.key);
  return (
    <div className={styles.scroller}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            {columns.map((column) => {
              const figure = named(column);
              return (
                <th scope="col" key={column.key}>
                  {figure === undefined ? column.metric : words.name(figure)}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.user_id} person={person} columns={columns} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            {columns.map((column) => (
              <FigureCell
                key={column.key}
                figure={total.find((figure) => keyOf(figure) === column.key)}
                of={{ team_id: team }}
              />
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function PersonRow({ person, columns }: { person: PersonProgress; columns: readonly FigureColumn[] }) {
  const arrived = useArrived(person.metrics.map((figure) => figure.fact).join());
  return (
    <tr data-arrived={arrived || undefined} className={styles.person}>
      <th scope="row">
        <span className={styles.name}>
          <InitialsAvatar name={person.user_name} />
          {person.user_name}
        </span>
      </th>
      {columns.map((column) => (
        <FigureCell
          key={column.key}
          figure={person.metrics.find((figure) => keyOf(figure) === column.key)}
          of={{ user_id: person.user_id }}
        />
      ))}
    </tr>
  );
}

function Nobody() {
  const t = useText('control');
  const mayPlan = useCan('plans:manage');
  return (
    <EmptyState
      title={t('empty')}
      action={
        mayPlan && (
          <Button renderRoot={(root) => <Link {...root} to="/settings/plans" />}>{t('setPlans')}</Button>
        )
      }
    >
      {t('emptyHint')}
    </EmptyState>
  );
}
