import type { ReactNode } from 'react';
import type { TimelineEntry } from '@/api/contract';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { withNames } from './mentions/mentions';
import { usePeople } from './people';
import { timelineFacts, timelineNote, timelineTitle } from './timelineWords';
import styles from './TimelineList.module.css';

interface TimelineListProps {
  entries: readonly TimelineEntry[];
  /** A quiet button of an entry. */
  action?: (entry: TimelineEntry) => ReactNode;
}

/** What happened, newest first. */
export function TimelineList({ entries, action }: TimelineListProps) {
  const t = useText('entities');
  if (entries.length === 0) return <p className={styles.empty}>{t('timeline.empty')}</p>;
  return (
    <ol className={styles.list}>
      {entries.map((entry) => (
        <TimelineLine key={entry.id} entry={entry} action={action?.(entry)} />
      ))}
    </ol>
  );
}

function TimelineLine({ entry, action }: { entry: TimelineEntry; action?: ReactNode }) {
  const t = useText('entities');
  const format = useFormat();
  const facts = timelineFacts(entry, format);
  const people = usePeople();
  const note = timelineNote(entry);
  return (
    <li className={styles.entry}>
      <div className={styles.line}>
        <span className={styles.title}>{timelineTitle(entry)}</span>
        <span className={styles.facts}>
          {[format.dateTime(entry.at), entry.actor.name || t('timeline.system')].join(' · ')}
          {action}
        </span>
      </div>
      {facts !== '' && <p className={styles.words}>{facts}</p>}
      {note !== null && <p className={styles.note}>{withNames(note, (id) => people.get(id)?.name)}</p>}
    </li>
  );
}
