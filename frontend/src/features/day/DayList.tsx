import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { Task, TaskDay } from '@/api/contract';
import { useCan } from '@/api/session';
import { allTasks, type DayGroup } from '@/entities/tasks/dayGroups';
import { useText } from '@/i18n/text';
import { classes } from '@/lib/classes';
import { Card } from '@/ui/Card';
import { RowSkeletons } from '@/ui/Skeletons';
import { useListKeys } from '@/ui/useListKeys';
import { TaskRow } from './TaskRow';
import { useMoveOverdue } from './useMoveOverdue';
import type { Run } from './useRun';
import styles from './DayList.module.css';

interface DayListProps {
  day: TaskDay | undefined;
  run: Run;
}

/** Overdue, today and, folded, tomorrow. `j` and `k` walk it. */
export function DayList({ day, run }: DayListProps) {
  const t = useText('day');
  const [isTomorrowOpen, setTomorrowOpen] = useState(false);
  const shown = day === undefined ? [] : isTomorrowOpen ? allTasks(day) : [...day.overdue, ...day.today];
  const active = shown.findIndex((task) => task.id === run.task?.id);
  useListKeys({
    count: shown.length,
    active,
    onActive: (index) => {
      const task = shown[index];
      if (task !== undefined) run.choose(task.id);
    },
    onOpen: () => undefined,
  });

  if (day === undefined) {
    return (
      <Card flush aria-label={t('list')}>
        <RowSkeletons rows={7} />
      </Card>
    );
  }
  return (
    <Card flush className={styles.list} aria-label={t('list')}>
      {day.overdue.length > 0 && (
        <Group
          group="overdue"
          tasks={day.overdue}
          count={day.overdue_total}
          run={run}
          aside={<MoveOverdue tasks={day.overdue} />}
        />
      )}
      <Group
        group="today"
        tasks={day.today}
        run={run}
        aside={day.done_today > 0 ? t('done', { count: day.done_today }) : undefined}
        empty={t('todayEmpty')}
      />
      <section>
        <UnstyledButton
          className={classes(styles.head, styles.fold)}
          aria-expanded={isTomorrowOpen}
          onClick={() => setTomorrowOpen(!isTomorrowOpen)}
        >
          <h2 className={styles.title}>
            {t('groups.tomorrow')} · {day.tomorrow.length}
          </h2>
          {isTomorrowOpen ? (
            <IconChevronDown className={styles.icon} />
          ) : (
            <IconChevronRight className={styles.icon} />
          )}
        </UnstyledButton>
        {isTomorrowOpen && <Rows tasks={day.tomorrow} run={run} empty={t('tomorrowEmpty')} />}
      </section>
    </Card>
  );
}

interface GroupProps {
  group: DayGroup;
  tasks: readonly Task[];
  count?: number;
  run: Run;
  aside?: React.ReactNode;
  empty?: string;
}

function Group({ group, tasks, count = tasks.length, run, aside, empty }: GroupProps) {
  const t = useText('day');
  return (
    <section>
      <div className={styles.head}>
        <h2 className={classes(styles.title, group === 'overdue' && styles.late)}>
          {t(`groups.${group}`)} · {count}
        </h2>
        <div className={styles.aside}>{aside}</div>
      </div>
      <Rows tasks={tasks} run={run} empty={empty} />
    </section>
  );
}

function Rows({ tasks, run, empty }: { tasks: readonly Task[]; run: Run; empty?: string }) {
  if (tasks.length === 0) return empty === undefined ? null : <p className={styles.empty}>{empty}</p>;
  return (
    <ul className={styles.rows}>
      {tasks.map((task) => (
        <TaskRow
          key={task.id}
          task={task}
          isOpen={task.id === run.task?.id}
          refusal={run.refusals[task.id]}
          onOpen={run.choose}
          onTick={(ticked) => void run.tick(ticked)}
        />
      ))}
    </ul>
  );
}

function MoveOverdue({ tasks }: { tasks: readonly Task[] }) {
  const t = useText('day');
  const mayWrite = useCan('tasks:write');
  const move = useMoveOverdue();
  if (!mayWrite || tasks.length < 2) return null;
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={styles.moveAll}>{t('moveAll')}</UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void move(tasks, 0)}>{t('toToday')}</Menu.Item>
        <Menu.Item onClick={() => void move(tasks, 1)}>{t('toTomorrow')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
