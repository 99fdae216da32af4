import type { TimelineEntry } from '@/api/contract';
import { maybeText, useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import styles from './TimelineList.module.css';

interface TimelineListProps {
  entries: readonly TimelineEntry[];
}

/** What happened, newest first. Words of an entry: its note, text, title or outcome, whichever its data has. */
export function TimelineList({ entries }: TimelineListProps) {
  const t = useText('entities');
  const format = useFormat();
  if (entries.length === 0) return <p className={styles.empty}>{t('timeline.empty')}</p>;
  return (
    <ol className={styles.list}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles.entry}>
          <div className={styles.line}>
            <span className={styles.title}>{maybeText('timeline', entry.type) ?? t('timeline.other')}</span>
            <span className={styles.facts}>
              {[format.dateTime(entry.at), entry.actor.name || t('timeline.system')].join(' · ')}
            </span>
          </div>
          {wordsOf(entry).map((words) => (
            <p key={words} className={styles.words}>
              {words}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}

const spokenFields = ['title', 'text', 'note', 'stage_name', 'loss_reason', 'place'] as const;

function wordsOf(entry: TimelineEntry): string[] {
  const { data } = entry;
  const words: string[] = [];
  for (const field of spokenFields) {
    const value = data[field];
    if (typeof value === 'string' && value !== '') words.push(value);
  }
  return [...new Set(words)];
}
