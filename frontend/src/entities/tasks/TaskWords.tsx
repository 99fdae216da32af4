import type { Task } from '@/api/contract';
import { useText } from '@/i18n/text';
import styles from './TaskWords.module.css';

interface TaskWordsProps {
  task: Task;
  /** The second line: what it is about. */
  withFacts?: boolean;
}

/** "Call: Dilnoza Karimova" and, under it, what about: the task's words, the company, the deal. */
export function TaskWords({ task, withFacts = true }: TaskWordsProps) {
  const t = useText('tasks');
  const stage = task.deal?.subtitle;
  const facts = factsOf(task, {
    stage: stage == null ? null : t('stage', { stage }),
    missed: t('missedCall'),
  });
  return (
    <span className={styles.words}>
      <span className={styles.line}>
        {t(`lead.${task.kind}`)}: <b className={styles.name}>{task.client?.name ?? task.title}</b>
      </span>
      {withFacts && facts !== '' && <span className={styles.facts}>{facts}</span>}
    </span>
  );
}

function factsOf(task: Task, words: { stage: string | null; missed: string }): string {
  const { client } = task;
  // The task that comes of a missed call has no words of its own but the caller's name.
  const about = client === null ? null : task.title === client.name ? null : task.title;
  const missed = task.origin === 'missed_call' && about === null ? words.missed : null;
  return [about, missed, task.place, client?.company_name, task.deal?.title, words.stage]
    .filter(Boolean)
    .join(' · ');
}
