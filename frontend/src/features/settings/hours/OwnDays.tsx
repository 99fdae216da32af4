import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { inZone, now, toDay, toMoment } from '@/lib/dates';
import { DayInput } from '@/ui/DayInput';
import { DayHours } from './DayHours';
import type { OwnDay } from './hoursDraft';
import styles from './Hours.module.css';

interface OwnDaysProps {
  days: readonly OwnDay[];
  onChange: (days: OwnDay[]) => void;
}

/** Days that are otherwise than their weekday and than the holidays. */
export function OwnDays({ days, onChange }: OwnDaysProps) {
  const t = useText('settings');
  const format = useFormat();
  const change = (on: string, part: Partial<OwnDay>) =>
    onChange(days.map((one) => (one.on === on ? { ...one, ...part } : one)));
  const free = () => {
    let day = now().add(1, 'day');
    while (days.some(({ on }) => on === toDay(day))) day = day.add(1, 'day');
    return toDay(day);
  };
  return (
    <>
      {days.map((one) => {
        const shown = format.date(inZone(toMoment(`${one.on} 12:00`)));
        return (
          <div key={one.on} className={styles.own}>
            <DayInput
              label={t('hours.day')}
              value={one.on}
              onChange={(on) => {
                if (on !== null && !days.some((other) => other.on === on)) change(one.on, { on });
              }}
            />
            <TextInput
              className={styles.grow}
              label={t('hours.dayName')}
              maxLength={100}
              value={one.name}
              onChange={(event) => change(one.on, { name: event.currentTarget.value })}
            />
            <DayHours day={shown} hours={one.hours} onChange={(hours) => change(one.on, { hours })} />
            <ActionIcon
              aria-label={t('hours.dropDay', { day: shown })}
              onClick={() => onChange(days.filter(({ on }) => on !== one.on))}
            >
              <IconTrash className={styles.icon} />
            </ActionIcon>
          </div>
        );
      })}
      <div>
        <Button
          size="xs"
          variant="default"
          onClick={() => onChange([...days, { on: free(), name: '', hours: [] }])}
        >
          {t('hours.addDay')}
        </Button>
      </div>
    </>
  );
}
