import { ActionIcon, Button, Checkbox, Select, TagsInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ChecklistItem } from '@/api/contract';
import { useText } from '@/i18n/text';
import styles from './Checklist.module.css';
import {
  answerKinds,
  newQuestion,
  type DraftProblem,
  type DraftProblems,
  type QuestionDraft,
} from './stageDraft';

interface ChecklistProps {
  questions: readonly QuestionDraft[];
  /** The questions as they are saved. */
  known: readonly ChecklistItem[];
  problems: DraftProblems;
  onChange: (questions: readonly QuestionDraft[]) => void;
}

const maximumQuestions = 30;

/** The questions that a stage asks. */
export function Checklist({ questions, known, problems, onChange }: ChecklistProps) {
  const t = useText('pipelines');
  return (
    <section className={styles.part} aria-label={t('stage.checklist')}>
      <h4 className={styles.title}>{t('stage.checklist')}</h4>
      <p className={styles.facts}>{t('stage.checklistFacts')}</p>
      {questions.map((question, index) => (
        <QuestionRow
          key={question.key}
          question={question}
          number={index + 1}
          hasOtherKind={known.some(({ id, kind }) => id === question.id && kind !== question.kind)}
          problem={problems[question.key]}
          onChange={(part) =>
            onChange(questions.map((other) => (other === question ? { ...question, ...part } : other)))
          }
          onRemove={() => onChange(questions.filter((other) => other !== question))}
        />
      ))}
      {questions.length < maximumQuestions && (
        <Button
          size="xs"
          variant="default"
          className={styles.add}
          leftSection={<IconPlus aria-hidden className={styles.icon} />}
          onClick={() => onChange([...questions, newQuestion()])}
        >
          {t('stage.addQuestion')}
        </Button>
      )}
    </section>
  );
}

interface QuestionRowProps {
  question: QuestionDraft;
  number: number;
  /** Another kind of answer than the saved question has. */
  hasOtherKind: boolean;
  problem: DraftProblem | undefined;
  onChange: (part: Partial<QuestionDraft>) => void;
  onRemove: () => void;
}

function QuestionRow({ question, number, hasOtherKind, problem, onChange, onRemove }: QuestionRowProps) {
  const t = useText('pipelines');
  return (
    <div role="group" aria-label={t('question.title', { number })} className={styles.question}>
      <TextInput
        className={styles.words}
        label={t('question.title', { number })}
        placeholder={t('question.placeholder')}
        maxLength={200}
        autoFocus={question.id === null}
        value={question.question}
        error={problem === 'questionNeeded' && t('question.needed')}
        onChange={(event) => onChange({ question: event.currentTarget.value })}
      />
      <Select
        className={styles.kind}
        label={t('question.kind')}
        data={answerKinds.map((kind) => ({ value: kind, label: t(`question.kinds.${kind}`) }))}
        allowDeselect={false}
        value={question.kind}
        onChange={(kind) => kind !== null && onChange({ kind })}
      />
      <Checkbox
        className={styles.required}
        label={t('question.isRequired')}
        checked={question.isRequired}
        onChange={(event) => onChange({ isRequired: event.currentTarget.checked })}
      />
      <ActionIcon className={styles.remove} aria-label={t('question.remove', { number })} onClick={onRemove}>
        <IconTrash className={styles.icon} />
      </ActionIcon>
      {question.kind === 'choice' && (
        <TagsInput
          className={styles.whole}
          label={t('question.options')}
          placeholder={t('question.optionsPlaceholder')}
          maxTags={maximumQuestions}
          value={[...question.options]}
          error={problem === 'optionsNeeded' && t('question.optionsNeeded')}
          onChange={(options) => onChange({ options })}
        />
      )}
      {hasOtherKind && <p className={styles.whole}>{t('question.kindChanged')}</p>}
    </div>
  );
}
