import { Button } from '@mantine/core';
import { DatePicker, TimePicker } from '@mantine/dates';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { inZone, toDay, toMoment } from '@/lib/dates';
import { quickMoments, usualNextMoment, type QuickMoment } from './quickMoments';
import styles from './DateTimeChoice.module.css';

interface DateTimeChoiceProps {
  value: string | null;
  /** `isFinal` when nothing more is to be said and the popover may close. */
  onChoose: (moment: string, isFinal: boolean) => void;
}

export default function DateTimeChoice({ value, onChoose }: DateTimeChoiceProps) {
  const t = useText('common');
  const format = useFormat();
  const current = inZone(value ?? usualNextMoment());
  const nameOf = ({ name, moment }: QuickMoment) => {
    if (name === 'inHour') return t('dates.inHour');
    if (name === 'inWeek') return t('dates.inWeek');
    return t('dates.atTime', { day: format.day(moment), time: format.time(moment) });
  };
  return (
    <div className={styles.choice}>
      <div className={styles.quick}>
        {quickMoments().map((quick) => (
          <Button
            key={quick.name}
            variant="subtle"
            justify="flex-start"
            onClick={() => onChoose(quick.moment, true)}
          >
            {nameOf(quick)}
          </Button>
        ))}
      </div>
      <div>
        <DatePicker
          size="xs"
          value={toDay(current)}
          onChange={(day) => {
            if (day !== null) onChoose(toMoment(`${day} ${current.format('HH:mm')}`), false);
          }}
        />
        <TimePicker
          label={t('dates.time')}
          value={current.format('HH:mm')}
          hoursInputLabel={t('dates.time')}
          minutesInputLabel={t('dates.time')}
          onChange={(time) => {
            if (/^\d\d:\d\d/.test(time)) onChoose(toMoment(`${toDay(current)} ${time.slice(0, 5)}`), false);
          }}
        />
      </div>
    </div>
  );
}
