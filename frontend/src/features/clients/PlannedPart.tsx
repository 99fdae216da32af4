import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Client } from '@/api/contract';
import { tasksListOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { DueChip } from '@/entities/tasks/DueChip';
import { TaskForm } from '@/entities/tasks/TaskForm';
import { UserAvatar } from '@/entities/UserAvatar';
import { useText } from '@/i18n/text';
import styles from './ClientPanel.module.css';

/** What is planned with the client, the nearest first. */
export function PlannedPart({ client }: { client: Client }) {
  const t = useText('clients');
  const entities = useText('entities');
  const mayRead = useCan('tasks:read');
  const mayPlan = useCan('tasks:write');
  const [isPlanning, setPlanning] = useState(false);
  const { data } = useQuery({
    ...tasksListOptions({ query: { client_id: client.id, status: 'open', sort: 'due_at' } }),
    enabled: mayRead,
  });
  if (!mayRead) return null;
  return (
    <section className={styles.part} aria-label={t('planned.title')}>
      <div className={styles.titleLine}>
        <h3 className={styles.title}>{t('planned.title')}</h3>
        {mayPlan && (
          <Button size="xs" variant="subtle" onClick={() => setPlanning(true)}>
            {t('planned.plan')}
          </Button>
        )}
      </div>
      {data?.items.length === 0 && <p className={styles.quiet}>{t('planned.nothing')}</p>}
      <ul className={styles.rows}>
        {data?.items.map((task) => (
          <li key={task.id} className={styles.row}>
            <span className={styles.words}>
              <Link to="/tasks" className={styles.link}>
                {entities(`kinds.${task.kind}`)}: {task.title}
              </Link>
              {task.deal !== null && <span className={styles.facts}>{task.deal.title}</span>}
            </span>
            <DueChip dueAt={task.due_at} withDay />
            <UserAvatar userId={task.assignee_id} />
          </li>
        ))}
      </ul>
      {isPlanning && <TaskForm clientId={client.id} onClose={() => setPlanning(false)} />}
    </section>
  );
}
