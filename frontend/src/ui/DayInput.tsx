import { Button, Input, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useId } from 'react';
import { useFormat } from '@/i18n/useFormat';
import { useText } from '@/i18n/text';
import { inZone, toMoment } from '@/lib/dates';
import { RowSkeletons } from './Skeletons';

const DayChoice = lazy(() => import('./DayChoice'));

interface DayInputProps {
  label?: string;
  /** "YYYY-MM-DD", or null. */
  value: string | null;
  onChange: (value: string | null) => void;
  error?: string;
  /** Offers to empty it. */
  clearable?: boolean;
  'aria-label'?: string;
  'data-autofocus'?: boolean;
}

/** A day without a time: when something is expected or promised. */
export function DayInput({ label, value, onChange, error, clearable = false, ...rest }: DayInputProps) {
  const t = useText('common');
  const format = useFormat();
  const id = useId();
  const [opened, { close, toggle }] = useDisclosure(false);
  const shown = value === null ? t('dates.date') : format.date(inZone(toMoment(`${value} 12:00`)));
  return (
    <Input.Wrapper id={id} label={label} error={error}>
      <Popover opened={opened} onDismiss={close} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <Input
            component="button"
            type="button"
            id={id}
            pointer
            error={error !== undefined}
            aria-label={`${rest['aria-label'] ?? label ?? t('dates.date')}: ${shown}`}
            data-autofocus={rest['data-autofocus'] || undefined}
            onClick={toggle}
          >
            {value === null ? <Input.Placeholder>{shown}</Input.Placeholder> : shown}
          </Input>
        </Popover.Target>
        <Popover.Dropdown>
          <Suspense fallback={<RowSkeletons rows={3} />}>
            <DayChoice
              value={value}
              onChoose={(day) => {
                onChange(day);
                close();
              }}
            />
          </Suspense>
          {clearable && value !== null && (
            <Button
              size="xs"
              variant="subtle"
              fullWidth
              onClick={() => {
                onChange(null);
                close();
              }}
            >
              {t('remove')}
            </Button>
          )}
        </Popover.Dropdown>
      </Popover>
    </Input.Wrapper>
  );
}
