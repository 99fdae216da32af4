import { Popover, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { DealCard } from '@/api/contract';
import { useCan } from '@/api/session';
import { dueState } from '@/entities/tasks/DueChip';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { PlanStep } from '../PlanStep';
import styles from './NextStepLine.module.css';

/** "Call · today 11:30"; without a next step, red, and one click from planning it. */
export function NextStepLine({ deal }: { deal: DealCard }) {
  const t = useText('deals');
  const tasks = useText('tasks');
  const format = useFormat();
  const mayPlan = useCan('tasks:write');
  const [isPlanning, setPlanning] = useState(false);
  const task = deal.next_task;
  if (task !== null) {
    const isLate = dueState(task.due_at) === 'overdue';
    return (
      <span className={styles.step} data-late={isLate || undefined} title={task.title}>
        {tasks(`lead.${task.kind}`)} · {format.due(task.due_at)}
      </span>
    );
  }
  if (deal.status !== 'open') {
    return <span className={styles.step}>{deal.closed_at === null ? '' : format.date(deal.closed_at)}</span>;
  }
  return (
    <span className={styles.missing}>
      <span>{t('card.noStep')}</span>
      {mayPlan && (
        <Popover
          opened={isPlanning}
          onChange={setPlanning}
          position="bottom"
          width="var(--b-popup-width)"
          trapFocus
          returnFocus
        >
          <Popover.Target>
            <UnstyledButton className={styles.plan} onClick={() => setPlanning(true)}>
              {t('card.plan')}
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown className={styles.form}>
            <PlanStep deal={deal} onDone={() => setPlanning(false)} />
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}
