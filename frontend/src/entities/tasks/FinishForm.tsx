import { Button, Textarea, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { fieldMessage, isProblem } from '@/api/problem';
import type { NextStep, Task } from '@/api/contract';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { useIsPhone } from '@/ui/useIsPhone';
import { NextStepFields } from '../NextStepFields';
import { NoStepReason } from '../NoStepReason';
import { ProblemAlert } from '../ProblemAlert';
import { withOutcome, withReason, withStep, type FinishDraft, type MissingPart } from './finishDraft';
import { nextStepFor, outcomesOf } from './outcomes';
import styles from './FinishForm.module.css';

interface FinishFormProps {
  task: Task;
  draft: FinishDraft;
  onDraft: (draft: FinishDraft) => void;
  /** What the person was told is missing when she tried to finish. */
  missing: MissingPart | null;
  /** What the server answered to the last try; said beside the part that it is about. */
  problem: unknown;
}

const saidInPlace = new Set(['next_step_required', 'meeting_result_required']);

/** How a task ended and what follows: outcome by one key, a note, the next step filled in. */
export function FinishForm({ task, draft, onDraft, missing, problem }: FinishFormProps) {
  const t = useText('tasks');
  const problems = useText('problems');
  const isUnknown = isProblem(problem) && !saidInPlace.has(problem.code) && stepErrors(problem) === undefined;
  const noteError =
    missing === 'note' || isProblem(problem, 'meeting_result_required')
      ? problems('meeting_result_required')
      : undefined;
  return (
    <div className={styles.form}>
      <div>
        <p className={styles.label}>{t('finish.outcome')}</p>
        <ChoiceChips
          label={t('finish.outcome')}
          choices={outcomesOf(task.kind).map((value) => ({ value, label: t(`outcomes.${value}`) }))}
          value={draft.outcome}
          onChange={(outcome) => onDraft(withOutcome(draft, task, outcome))}
          numbered
          wide
        />
        {missing === 'outcome' && (
          <p role="alert" className={styles.error}>
            {t('finish.chooseOutcome')}
          </p>
        )}
      </div>
      <Textarea
        aria-label={t('finish.note')}
        placeholder={task.kind === 'meeting' ? t('finish.meetingNote') : t('finish.note')}
        autosize
        minRows={2}
        maxRows={6}
        value={draft.note}
        error={noteError}
        onChange={(event) => onDraft({ ...draft, note: event.currentTarget.value })}
      />
      <StepSection task={task} draft={draft} onDraft={onDraft} missing={missing} problem={problem} />
      {isUnknown && <ProblemAlert problem={problem} />}
    </div>
  );
}

function StepSection({ task, draft, onDraft, missing, problem }: FinishFormProps) {
  const t = useText('tasks');
  const problems = useText('problems');
  const { step } = draft;
  const isDemanded = isProblem(problem, 'next_step_required');
  const plan = () => onDraft(withStep(draft, nextStepFor(task, draft.outcome)));
  if (step === null && draft.reason !== null) {
    return (
      <NoStepReason
        reason={draft.reason}
        onReason={(reason) => (reason === null ? plan() : onDraft(withReason(draft, reason)))}
        isMissing={missing === 'reason'}
      />
    );
  }
  if (step === null) {
    return (
      <div>
        <p className={styles.label}>{t('finish.noStep')}</p>
        <Button variant="default" onClick={plan}>
          {t('finish.addStep')}
        </Button>
        {isDemanded && <Demand />}
      </div>
    );
  }
  const errors = stepErrors(problem) ?? (missing === 'step' ? { title: problems('fields.required') } : {});
  return (
    <div>
      <p className={styles.label}>
        <span>{task.deal === null ? t('finish.step') : t('finish.stepOfDeal')}</span>
        <UnstyledButton className={styles.quiet} onClick={() => onDraft(withStep(draft, null))}>
          {t('finish.withoutStep')}
        </UnstyledButton>
      </p>
      <StepFields
        key={task.id}
        step={step}
        errors={errors}
        onChange={(changed) => onDraft(withStep(draft, changed))}
      />
      {isDemanded && <Demand />}
    </div>
  );
}

function Demand() {
  const problems = useText('problems');
  return (
    <p role="alert" className={styles.error}>
      {problems('next_step_required')}
    </p>
  );
}

interface StepFieldsProps {
  step: NextStep;
  errors: Partial<Record<keyof NextStep, string>>;
  onChange: (step: NextStep) => void;
}

/** On a phone the next step is two lines that open into fields; it is right as it is most of the time. */
function StepFields({ step, errors, onChange }: StepFieldsProps) {
  const t = useText('tasks');
  const format = useFormat();
  const isPhone = useIsPhone();
  const [isOpen, setOpen] = useState(false);
  if (!isPhone || isOpen || Object.keys(errors).length > 0) {
    return <NextStepFields value={step} onChange={onChange} errors={errors} />;
  }
  return (
    <UnstyledButton className={styles.summary} aria-expanded={false} onClick={() => setOpen(true)}>
      <span className={styles.what}>
        {t(`lead.${step.kind}`)}: {step.title}
      </span>
      <span className={styles.when}>{format.dateTime(step.due_at)}</span>
    </UnstyledButton>
  );
}

function stepErrors(problem: unknown): Partial<Record<keyof NextStep, string>> | undefined {
  if (!isProblem(problem)) return undefined;
  const errors: Partial<Record<keyof NextStep, string>> = {};
  for (const field of problem.fields) {
    const name = /next_task\/(title|due_at|kind)$/.exec(field.pointer)?.[1];
    if (name !== undefined) errors[name as keyof NextStep] = fieldMessage(field);
  }
  return Object.keys(errors).length === 0 ? undefined : errors;
}
