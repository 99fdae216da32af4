import type { TimelineEntry } from '@/api/contract';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { timelineFacts, timelineNote, timelineTitle } from './timelineWords';
import styles from './TimelineList.module.css';

interface TimelineListProps {
  entries: readonly TimelineEntry[];
}

/** What happened, newest first. */
export function TimelineList({ entries }: TimelineListProps) {
  const t = useText('entities');
  if (entries.length === 0) return <p className={styles.empty}>{t('timeline.empty')}</p>;
  return (
    <ol className={styles.list}>
      {entries.map((entry) => (
        <TimelineLine key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}

function TimelineLine({ entry }: { entry: TimelineEntry }) {
  const t = useText('entities');
  const format = useFormat();
  const facts = timelineFacts(entry, format);
  const note = timelineNote(entry);
  return (
    <li className={styles.entry}>
      <div className={styles.line}>
        <span className={styles.title}>{timelineTitle(entry)}</span>
        <span className={styles.facts}>
          {[format.dateTime(entry.at), entry.actor.name || t('timeline.system')].join(' · ')}
        </span>
      </div>
      {facts !== '' && <p className={styles.words}>{facts}</p>}
      {note !== null && <p className={styles.note}>{note}</p>}
    </li>
  );
}
