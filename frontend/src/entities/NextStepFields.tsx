import { Select, TextInput } from '@mantine/core';
import type { NextStep, TaskKind } from '@/api/contract';
import { text, useText } from '@/i18n/text';
import { DateTimeInput } from '@/ui/DateTimeInput';
import { usualNextMoment } from '@/ui/quickMoments';
import styles from './NextStepFields.module.css';

export const taskKinds = ['call', 'meeting', 'mail', 'todo'] as const satisfies readonly TaskKind[];

/** A next step filled in with what is usual: call back on the next working day at ten. */
export function usualNextStep(kind: TaskKind = 'call'): NextStep {
  return { kind, title: text('entities')(`suggestions.${kind}`), due_at: usualNextMoment() };
}

interface NextStepFieldsProps {
  value: NextStep;
  onChange: (value: NextStep) => void;
  /** Messages by field of the step. */
  errors?: Partial<Record<keyof NextStep, string>>;
}

/** Kind, words and time of the next step in one line; everything is filled in and may be changed. */
export function NextStepFields({ value, onChange, errors = {} }: NextStepFieldsProps) {
  const t = useText('entities');
  const changeKind = (chosen: string | null) => {
    const kind = taskKinds.find((known) => known === chosen);
    if (kind === undefined) return;
    const wasSuggested = value.title === t(`suggestions.${value.kind}`);
    onChange({ ...value, kind, title: wasSuggested ? t(`suggestions.${kind}`) : value.title });
  };
  return (
    <div role="group" aria-label={t('nextStep.title')} className={styles.fields}>
      <Select
        aria-label={t('nextStep.kind')}
        className={styles.kind}
        data={taskKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        value={value.kind}
        onChange={changeKind}
        allowDeselect={false}
        checkIconPosition="right"
      />
      <TextInput
        aria-label={t('nextStep.what')}
        className={styles.title}
        value={value.title}
        error={errors.title}
        onChange={(event) => onChange({ ...value, title: event.currentTarget.value })}
      />
      <div className={styles.when}>
        <DateTimeInput
          aria-label={t('nextStep.when')}
          value={value.due_at}
          error={errors.due_at}
          onChange={(due_at) => onChange({ ...value, due_at })}
        />
      </div>
    </div>
  );
}
