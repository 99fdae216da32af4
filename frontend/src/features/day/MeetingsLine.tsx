import { UnstyledButton } from '@mantine/core';
import type { TaskDay } from '@/api/contract';
import { groupOf } from '@/entities/tasks/dayGroups';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { classes } from '@/lib/classes';
import { now } from '@/lib/dates';
import { placeMeetings } from './meetingLanes';
import styles from './MeetingsLine.module.css';

interface MeetingsLineProps {
  day: TaskDay;
  openId: string | undefined;
  onOpen: (taskId: string) => void;
}

const percent = (share: number) => `${share * 100}%`;

/** Today's meetings along the hours of the day, with a mark where the day is now. Nothing without meetings. */
export function MeetingsLine({ day, openId, onOpen }: MeetingsLineProps) {
  const t = useText('day');
  const format = useFormat();
  const today = [...day.overdue, ...day.today].filter(
    (task) => task.kind === 'meeting' && groupOf(task) === 'today',
  );
  if (today.length === 0) return null;
  const { hours, meetings, lanes, shareOf } = placeMeetings(today);
  const current = now();
  return (
    <section className={styles.line} aria-label={t('meetings')}>
      <div aria-hidden className={styles.hours}>
        {hours.map((hour) => (
          <span key={hour} className={styles.hour} style={{ insetInlineStart: percent(shareOf(hour)) }}>
            {hour}
          </span>
        ))}
        <span
          className={styles.now}
          style={{ insetInlineStart: percent(shareOf(current.hour() + current.minute() / 60)) }}
        />
      </div>
      <ul className={styles.meetings} style={{ height: `calc(${lanes} * var(--b-control-small))` }}>
        {meetings.map(({ task, share, lane }) => (
          <li
            key={task.id}
            className={styles.place}
            style={{
              insetInlineStart: percent(share),
              insetBlockStart: `calc(${lane} * var(--b-control-small))`,
            }}
          >
            <UnstyledButton
              className={classes(styles.meeting, task.id === openId && styles.open)}
              onClick={() => onOpen(task.id)}
            >
              <span className={styles.time}>{format.time(task.due_at)}</span>
              <span className={styles.who}>{task.client?.name ?? task.title}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
