import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useText } from '@/i18n/text';
import { clockOf, endOf, nextStretch, type Stretch } from './hoursDraft';
import styles from './Hours.module.css';

interface DayHoursProps {
  /** The day as it is called, for the names of the fields. */
  day: string;
  hours: readonly Stretch[];
  onChange: (hours: Stretch[]) => void;
}

/** When one works on a day: stretches with breaks between them; none is a day off. */
export function DayHours({ day, hours, onChange }: DayHoursProps) {
  const t = useText('settings');
  const replace = (index: number, part: Partial<Stretch>) =>
    onChange(hours.map((one, place) => (place === index ? { ...one, ...part } : one)));
  return (
    <div className={styles.hours}>
      {hours.length === 0 && <span className={styles.off}>{t('hours.off')}</span>}
      {hours.map((one, index) => (
        // Stretches have no name but their place.
        <span key={index} className={styles.stretch}>
          <TextInput
            type="time"
            aria-label={t('hours.from', { day })}
            value={one.start}
            onChange={(event) =>
              event.currentTarget.value && replace(index, { start: event.currentTarget.value })
            }
          />
          –
          <TextInput
            type="time"
            aria-label={t('hours.to', { day })}
            value={clockOf(one.end)}
            onChange={(event) =>
              event.currentTarget.value && replace(index, { end: endOf(event.currentTarget.value) })
            }
          />
          <ActionIcon
            aria-label={t('hours.remove', { day })}
            onClick={() => onChange(hours.filter((_, place) => place !== index))}
          >
            <IconTrash className={styles.icon} />
          </ActionIcon>
        </span>
      ))}
      {hours.length < 6 && (
        <Button
          size="xs"
          variant="subtle"
          aria-label={t('hours.addTo', { day })}
          onClick={() => onChange([...hours, nextStretch(hours)])}
        >
          {t('hours.add')}
        </Button>
      )}
    </div>
  );
}
