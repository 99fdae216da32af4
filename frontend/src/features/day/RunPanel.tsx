import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { TaskDay } from '@/api/contract';
import { useCan } from '@/api/session';
import { FinishForm } from '@/entities/tasks/FinishForm';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { Kbd } from '@/ui/Kbd';
import { CardSkeletons } from '@/ui/Skeletons';
import { useIsPhone } from '@/ui/useIsPhone';
import { HandOver } from './HandOver';
import { RunFacts } from './RunFacts';
import { RunHeader } from './RunHeader';
import type { Run } from './useRun';
import styles from './RunPanel.module.css';

interface RunPanelProps {
  day: TaskDay | undefined;
  run: Run;
  /** A form stands above it: its keys are not ours now. */
  isPaused: boolean;
  onPlan: () => void;
}

/** One task at a time: who it is, what was last said, how it ended, what follows. Done goes to the next by itself. */
export function RunPanel({ day, run, isPaused, onPlan }: RunPanelProps) {
  const t = useText('day');
  const mayWrite = useCan('tasks:write');
  const panel = useRef<HTMLElement>(null);
  const { task, draft } = run;
  const isActive = mayWrite && !isPaused && task !== null;

  useEffect(() => {
    if (run.turn === 0) return;
    // A field that asks for something has taken the focus by itself.
    if (panel.current?.querySelector('input:focus') == null) {
      panel.current?.querySelector<HTMLElement>('h2')?.focus();
    }
  }, [run.turn]);
  const isPhone = useIsPhone();
  const shownId = useRef(task?.id);
  useEffect(() => {
    if (shownId.current === task?.id) return;
    const isFirst = shownId.current === undefined;
    shownId.current = task?.id;
    // What comes with the screen leaves the counters in sight.
    if (isPhone && !isFirst) panel.current?.scrollIntoView({ block: 'start' });
  }, [task?.id, isPhone]);
  useHotkeys(isActive ? [['s', () => void run.snooze()]] : []);
  useHotkeys(
    isActive ? [['mod+Enter', (event) => isOurs(event) && void run.submit(), { preventDefault: false }]] : [],
    [],
  );

  if (day === undefined) {
    return (
      <Card aria-label={t('run.title')}>
        <CardSkeletons cards={2} />
      </Card>
    );
  }
  if (task === null || draft === null) return <NothingLeft day={day} onPlan={onPlan} />;
  return (
    <Card ref={panel} flush className={styles.panel} aria-label={t('run.title')}>
      <div className={styles.body} key={task.id}>
        <RunHeader task={task} />
        <RunFacts task={task} />
        {mayWrite && (
          <FinishForm
            task={task}
            draft={draft}
            onDraft={run.write}
            missing={run.missing}
            problem={run.refusals[task.id]}
          />
        )}
      </div>
      {mayWrite && <Footer run={run} />}
    </Card>
  );
}

function Footer({ run }: { run: Run }) {
  const t = useText('day');
  const tasks = useText('tasks');
  const format = useFormat();
  const { next } = run;
  return (
    <footer className={styles.footer}>
      <div className={styles.after}>
        {next !== null && (
          <span className={styles.next}>
            {t('run.next', {
              who: `${tasks(`lead.${next.kind}`)}: ${next.client?.name ?? next.title}`,
              when: format.due(next.due_at),
            })}
          </span>
        )}
        <Button
          size="xs"
          variant="subtle"
          rightSection={<Kbd keys="S" />}
          aria-keyshortcuts="S"
          onClick={() => void run.snooze()}
        >
          {t('run.snooze')}
        </Button>
        <HandOver onChoose={(userId, name) => void run.handOver(userId, name)} />
      </div>
      <Button
        className={styles.done}
        variant="filled"
        rightSection={<Kbd keys="mod+enter" onAccent />}
        aria-keyshortcuts="Meta+Enter Control+Enter"
        onClick={() => void run.submit()}
      >
        {next === null ? t('run.doneLast') : t('run.done')}
      </Button>
    </footer>
  );
}

function NothingLeft({ day, onPlan }: { day: TaskDay; onPlan: () => void }) {
  const t = useText('day');
  const mayWrite = useCan('tasks:write');
  const isNew = day.done_today === 0 && day.tomorrow.length === 0;
  return (
    <Card aria-label={t('run.title')}>
      <EmptyState
        title={isNew ? t('empty.newTitle') : t('empty.title')}
        action={
          <div className={styles.invite}>
            {mayWrite && (
              <Button variant={isNew ? 'filled' : 'default'} onClick={onPlan}>
                {t('empty.plan')}
              </Button>
            )}
            <Button component={Link} to="/deals" variant="default">
              {t('empty.deals')}
            </Button>
          </div>
        }
      >
        {isNew ? t('empty.newText') : t('empty.text', { count: day.tomorrow.length })}
      </EmptyState>
    </Card>
  );
}

/** Pressed on this screen or nowhere: a card of an incoming call above it has the same key for its own form. */
function isOurs(event: KeyboardEvent): boolean {
  const { target } = event;
  const isHere = target === document.body || (target instanceof Element && target.closest('main') !== null);
  if (isHere) event.preventDefault();
  return isHere;
}
