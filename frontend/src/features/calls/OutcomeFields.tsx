import { Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { NextStep } from '@/api/contract';
import { NextStepFields } from '@/entities/NextStepFields';
import { NoStepReason } from '@/entities/NoStepReason';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { isDismissal } from './outcomeDraft';
import styles from './OutcomeFields.module.css';
import { useOutcomes } from './outcomes';
import type { OutcomeForm } from './useOutcomeForm';

interface OutcomeFieldsProps {
  form: OutcomeForm;
  /** Nobody knows the number: a name makes a client of the caller. */
  asksName: boolean;
  /** Shows the keys 1–5 on the chips; who shows the fields hears them. */
  showsKeys?: boolean;
}

/** Outcome, name, words and next step of a call; all but a click is filled in. */
export function OutcomeFields({ form, asksName, showsKeys = false }: OutcomeFieldsProps) {
  const t = useText('calls');
  const outcomes = useOutcomes();
  const { draft, change } = form;
  return (
    <div className={styles.fields}>
      {asksName && (
        <TextInput
          label={t('form.name')}
          placeholder={t('form.namePlaceholder')}
          value={draft.clientName}
          onChange={(event) => change({ clientName: event.currentTarget.value })}
          autoComplete="off"
        />
      )}
      <div>
        <div className={styles.label} aria-hidden>
          {t('form.outcome')}
        </div>
        <ChoiceChips
          label={t('form.outcome')}
          choices={outcomes}
          value={draft.outcome}
          onChange={form.choose}
          numbered={showsKeys ? 'shown' : false}
        />
      </div>
      <Textarea
        aria-label={t('form.note')}
        placeholder={t('form.notePlaceholder')}
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
        autosize
        minRows={1}
        maxRows={6}
      />
      {form.problem !== null && <ProblemAlert problem={form.problem} />}
    </div>
  );
}

interface NextStepLineProps {
  form: OutcomeForm;
}

/** The next step as one line that says what will be planned; opened, its fields. */
export function NextStepLine({ form }: NextStepLineProps) {
  const t = useText('calls');
  const entities = useText('entities');
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const { draft } = form;
  if (isDismissal(draft.outcome)) return null;
  const asksReason = draft.nextStep === null && draft.reason !== null;
  const shown = isOpen || form.isStepMissing || asksReason;
  const words = (step: NextStep) => `${step.title}, ${format.dateTime(step.due_at)}`;
  return (
    <div className={styles.step}>
      <UnstyledButton className={styles.stepLine} aria-expanded={shown} onClick={() => setIsOpen(!shown)}>
        <span>
          <span className={styles.stepName}>{entities('nextStep.title')}:</span>{' '}
          {draft.nextStep === null ? t('form.noStep') : words(draft.nextStep)}
        </span>
        <IconChevronDown aria-hidden className={styles.chevron} data-open={shown || undefined} />
      </UnstyledButton>
      {shown && draft.nextStep !== null && (
        <>
          <NextStepFields value={draft.nextStep} onChange={(nextStep) => form.change({ nextStep })} />
          {!form.isStepMissing && (
            <UnstyledButton className={styles.quiet} onClick={() => form.change({ nextStep: null })}>
              {t('form.withoutStep')}
            </UnstyledButton>
          )}
        </>
      )}
      {asksReason && (
        <NoStepReason
          reason={draft.reason}
          onReason={(reason) => form.change(reason === null ? { nextStep: form.usualStep() } : { reason })}
          isMissing={false}
        />
      )}
      {shown && draft.nextStep === null && !asksReason && (
        <UnstyledButton className={styles.quiet} onClick={() => form.change({ nextStep: form.usualStep() })}>
          {t('form.planStep')}
        </UnstyledButton>
      )}
    </div>
  );
}
