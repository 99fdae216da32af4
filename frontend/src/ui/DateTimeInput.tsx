import { Input, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useId } from 'react';
import { useFormat } from '@/i18n/useFormat';
import { useText } from '@/i18n/text';
import { RowSkeletons } from './Skeletons';

const DateTimeChoice = lazy(() => import('./DateTimeChoice'));

interface DateTimeInputProps {
  label?: string;
  /** A moment of the API ("...Z"), or null. */
  value: string | null;
  onChange: (value: string) => void;
  error?: string;
  required?: boolean;
  'aria-label'?: string;
}

/** When something is due: one click for the usual answers (in an hour, tomorrow 10:00 ...), a calendar for the others. */
export function DateTimeInput({ label, value, onChange, error, required, ...rest }: DateTimeInputProps) {
  const t = useText('common');
  const format = useFormat();
  const id = useId();
  const [opened, { close, toggle }] = useDisclosure(false);
  const shown = value === null ? t('dates.date') : format.dateTime(value);
  return (
    <Input.Wrapper id={id} label={label} error={error} required={required}>
      <Popover opened={opened} onDismiss={close} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <Input
            component="button"
            type="button"
            id={id}
            pointer
            error={error !== undefined}
            aria-label={`${rest['aria-label'] ?? label ?? t('dates.date')}: ${shown}`}
            onClick={toggle}
          >
            {value === null ? <Input.Placeholder>{shown}</Input.Placeholder> : shown}
          </Input>
        </Popover.Target>
        <Popover.Dropdown>
          <Suspense fallback={<RowSkeletons rows={3} />}>
            <DateTimeChoice
              value={value}
              onChoose={(moment, isFinal) => {
                onChange(moment);
                if (isFinal) close();
              }}
            />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
    </Input.Wrapper>
  );
}
