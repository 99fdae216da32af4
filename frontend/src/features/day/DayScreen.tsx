import { ActionIcon, Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { tasksDayOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { CountersStrip } from '@/entities/CountersStrip';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useMinute } from '@/lib/minute';
import { Chip } from '@/ui/Chip';
import { Kbd } from '@/ui/Kbd';
import { PageHeader } from '@/ui/PageHeader';
import { useIsPhone } from '@/ui/useIsPhone';
import { DayFacts, Greeting } from './Greeting';
import { DayList } from './DayList';
import { MeetingsLine } from './MeetingsLine';
import { RunPanel } from './RunPanel';
import { useRun } from './useRun';
import styles from './DayScreen.module.css';

const loadTaskForm = () => import('@/entities/tasks/TaskForm');
const TaskForm = lazy(async () => ({ default: (await loadTaskForm()).TaskForm }));

const route = getRouteApi('/_shell/');

/** Home: what is overdue, today and tomorrow, and run mode that goes through it one by one. */
export function DayScreen() {
  const t = useText('day');
  const isPhone = useIsPhone();
  const mayWrite = useCan('tasks:write');
  const { task: linkedId } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: day, error, refetch } = useQuery(tasksDayOptions());
  const run = useRun(day);
  const [isPlanning, setPlanning] = useState(false);
  useMinute();
  // Not part of the first load, yet there when it is wanted.
  useEffect(() => void loadTaskForm(), []);

  const { choose } = run;
  useEffect(() => {
    if (linkedId === undefined) return;
    choose(linkedId);
    void navigate({ search: {}, replace: true });
    // The address only says where to begin.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [linkedId]);
  useHotkeys(
    mayWrite
      ? [
          ['n', () => setPlanning(true)],
          ['r', run.restart],
        ]
      : [],
  );

  const overdue = day?.overdue_total ?? 0;
  return (
    <div className={styles.screen}>
      <PageHeader
        title={isPhone ? t('title') : <Greeting />}
        tabTitle={t('title')}
        facts={
          isPhone ? (
            overdue > 0 && <Chip tone="danger">{t('overdueCount', { count: overdue })}</Chip>
          ) : (
            <DayFacts day={day} />
          )
        }
        actions={
          mayWrite && (
            <DayActions
              isPhone={isPhone}
              onPlan={() => setPlanning(true)}
              onRun={run.task === null ? undefined : run.restart}
            />
          )
        }
      />
      <CountersStrip />
      {day !== undefined && <MeetingsLine day={day} openId={run.task?.id} onOpen={run.choose} />}
      {day === undefined && error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      <div className={styles.columns}>
        <RunPanel day={day} run={run} isPaused={isPlanning} onPlan={() => setPlanning(true)} />
        <DayList day={day} run={run} />
      </div>
      <Suspense fallback={null}>{isPlanning && <TaskForm onClose={() => setPlanning(false)} />}</Suspense>
    </div>
  );
}

interface DayActionsProps {
  isPhone: boolean;
  onPlan: () => void;
  /** Nothing to go through when left out. */
  onRun: (() => void) | undefined;
}

function DayActions({ isPhone, onPlan, onRun }: DayActionsProps) {
  const t = useText('day');
  if (isPhone) {
    return (
      <ActionIcon variant="default" className={styles.touch} aria-label={t('newTask')} onClick={onPlan}>
        <IconPlus className={styles.icon} />
      </ActionIcon>
    );
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlus className={styles.icon} />}
        rightSection={<Kbd keys="N" />}
        aria-keyshortcuts="N"
        onClick={onPlan}
      >
        {t('task')}
      </Button>
      {onRun !== undefined && (
        <Button rightSection={<Kbd keys="R" onAccent />} aria-keyshortcuts="R" onClick={onRun}>
          {t('inOrder')}
        </Button>
      )}
    </>
  );
}
