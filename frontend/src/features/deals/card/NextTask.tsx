import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Deal } from '@/api/contract';
import { useCan } from '@/api/session';
import { DueChip } from '@/entities/tasks/DueChip';
import { useText } from '@/i18n/text';
import { classes } from '@/lib/classes';
import { PlanStep } from '../PlanStep';
import styles from './NextTask.module.css';

/** What is planned for the deal; red when nothing is. */
export function NextTask({ deal }: { deal: Deal }) {
  const t = useText('deals');
  const tasks = useText('tasks');
  const mayPlan = useCan('tasks:write');
  const [isPlanning, setPlanning] = useState(false);
  const task = deal.next_task;
  if (deal.status !== 'open') return null;
  return (
    <section aria-label={t('card.next')} className={classes(styles.box, task === null && styles.missing)}>
      <div className={styles.line}>
        {task === null ? (
          <span className={styles.danger}>{t('card.noStep')}</span>
        ) : (
          <Link to="/tasks" search={{ task: task.id }} className={styles.task}>
            {tasks(`lead.${task.kind}`)}: {task.title}
          </Link>
        )}
        {task !== null && <DueChip dueAt={task.due_at} withDay />}
        {mayPlan && !isPlanning && (
          <Button size="xs" variant={task === null ? 'filled' : 'subtle'} onClick={() => setPlanning(true)}>
            {task === null ? t('card.plan') : t('card.planMore')}
          </Button>
        )}
      </div>
      {isPlanning && <PlanStep deal={deal} onDone={() => setPlanning(false)} />}
    </section>
  );
}
