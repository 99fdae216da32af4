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
  const facts = factsOf(task, task.deal?.subtitle == null ? null : t('stage', { stage: task.deal.subtitle }));
  return (
    <span className={styles.words}>
      <span className={styles.line}>
        {t(`lead.${task.kind}`)}: <b className={styles.name}>{task.client?.name ?? task.title}</b>
      </span>
      {withFacts && facts !== '' && <span className={styles.facts}>{facts}</span>}
    </span>
  );
}

function factsOf(task: Task, stage: string | null): string {
  const isNamed = task.client !== null;
  return [isNamed ? task.title : null, task.place, task.client?.company_name, task.deal?.title, stage]
    .filter(Boolean)
    .join(' · ');
}
