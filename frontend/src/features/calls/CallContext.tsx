import { UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ScreenPop, SubjectCard, Task } from '@/api/contract';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Chip } from '@/ui/Chip';
import styles from './CallContext.module.css';
import type { OutcomeForm } from './useOutcomeForm';

interface CallContextProps {
  pop: ScreenPop;
  form: OutcomeForm;
}

/** What the call is probably about: open deals, what is planned today, what was said the last time. */
export function CallContext({ pop, form }: CallContextProps) {
  const t = useText('calls');
  const format = useFormat();
  const { deals, tasks_today: tasks, last_note: last } = pop;
  return (
    <>
      {deals.length > 0 && (
        <section className={styles.part} aria-label={t('card.about')}>
          <h3 className={styles.label}>{t('card.about')}</h3>
          {deals.map((deal) => (
            <DealLine
              key={deal.id}
              deal={deal}
              callId={pop.call.id}
              isOnly={deals.length === 1}
              form={form}
            />
          ))}
        </section>
      )}
      {tasks.length > 0 && (
        <section className={styles.part} aria-label={t('card.planned')}>
          <h3 className={styles.label}>{t('card.planned')}</h3>
          {tasks.map((task) => (
            <TaskLine key={task.id} task={task} form={form} />
          ))}
        </section>
      )}
      {last !== null && (
        <section className={styles.part} aria-label={t('card.lastTime')}>
          <h3 className={styles.label}>
            {[`${t('card.lastTime')}, ${format.date(last.at)}`, last.author].filter(Boolean).join(' · ')}
          </h3>
          <p className={styles.words}>{last.text}</p>
        </section>
      )}
    </>
  );
}

interface DealLineProps {
  deal: SubjectCard;
  callId: string;
  isOnly: boolean;
  form: OutcomeForm;
}

function DealLine({ deal, callId, isOnly, form }: DealLineProps) {
  const t = useText('calls');
  const format = useFormat();
  const isChosen = form.draft.dealId === deal.id;
  const money =
    deal.amount != null && deal.currency != null ? format.shortMoney(deal.amount, deal.currency) : null;
  const stage = deal.subtitle == null ? null : t('card.stage', { stage: deal.subtitle });
  const since = deal.since == null ? null : format.day(deal.since);
  return (
    <div className={styles.deal}>
      {!isOnly && (
        <input
          type="radio"
          className={styles.radio}
          name={`deal-of-${callId}`}
          aria-label={t('card.aboutThis', { title: deal.title })}
          checked={isChosen}
          onChange={() => form.change({ dealId: deal.id })}
        />
      )}
      <div>
        <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles.title}>
          {deal.title}
        </Link>
        <span className={styles.facts}>
          {[money, [stage, since].filter(Boolean).join(' ')].filter(Boolean).map((fact) => ` · ${fact}`)}
        </span>
        {deal.hint != null && <p className={styles.hint}>{deal.hint}</p>}
      </div>
    </div>
  );
}

function TaskLine({ task, form }: { task: Task; form: OutcomeForm }) {
  const t = useText('calls');
  const format = useFormat();
  const isSettled = form.draft.taskId === task.id;
  return (
    <div className={styles.task}>
      <span>
        {format.due(task.due_at)} · {task.title}
      </span>
      <UnstyledButton
        aria-pressed={isSettled}
        className={styles.toggle}
        onClick={() => form.change({ taskId: isSettled ? null : task.id })}
      >
        <Chip tone={isSettled ? 'done' : 'neutral'}>
          {isSettled ? t('card.closedByCall') : t('card.staysOpen')}
        </Chip>
      </UnstyledButton>
    </div>
  );
}
