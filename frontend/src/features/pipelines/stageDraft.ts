import type { ChecklistItem, Stage } from '@/api/contract';
import { randomUuid } from '@/lib/uuid';
import type { Semantics } from './stageOrder';

import type { FilterTree } from '@/ui/filters/tree';

/** A built-in field's key, or that of one of the workspace's own. */
export type FieldKey = Stage['required_fields'][number];
export type FirstTask = NonNullable<Stage['first_task']>;
export type TimeLimit = NonNullable<Stage['time_limit']>;
export type AnswerKind = ChecklistItem['kind'];

export const answerKinds = ['yes_no', 'choice', 'text'] as const satisfies readonly AnswerKind[];

/** A question as it is being written. */
export interface QuestionDraft {
  /** Holds the row while it has no id of its own. */
  key: string;
  /** The question that the server knows; null for a new one. */
  id: string | null;
  question: string;
  kind: AnswerKind;
  options: readonly string[];
  isRequired: boolean;
}

/** A stage as it is being written. */
export interface StageDraft {
  name: string;
  hint: string;
  color: string;
  /** Percent; null while the field is empty. */
  probability: number | null;
  requiredFields: readonly FieldKey[];
  /** Of the required fields, when they are: always where nothing stands. */
  requiredWhen: Readonly<Record<FieldKey, FilterTree>>;
  nextStageIds: readonly string[];
  firstTask: FirstTask | null;
  timeLimit: TimeLimit | null;
  checklist: readonly QuestionDraft[];
}

type Conditions = Record<FieldKey, never>;

interface QuestionBody {
  id?: string;
  question: string;
  kind: AnswerKind;
  options: string[];
  is_required: boolean;
}

export interface StageBody {
  name: string;
  hint: string | null;
  color: string;
  probability: number;
  required_fields: FieldKey[];
  required_when: Conditions;
  next_stage_ids: string[];
  first_task: FirstTask | null;
  time_limit: TimeLimit | null;
  checklist: QuestionBody[];
}

export type DraftProblem =
  | 'nameNeeded'
  | 'taskNeeded'
  | 'limitTaskNeeded'
  | 'limitReasonNeeded'
  | 'warnWrong'
  | 'probabilityWrong'
  | 'questionNeeded'
  | 'optionsNeeded';
/** What is wrong: "name", "probability", or the key of a question. */
export type DraftProblems = Readonly<Partial<Record<string, DraftProblem>>>;

const usualColors = { open: 'blue', won: 'green', lost: 'red' } as const;
const usualProbabilities = { open: 50, won: 100, lost: 0 } as const;

export function newDraft(kind: Semantics): StageDraft {
  return {
    name: '',
    hint: '',
    color: usualColors[kind],
    probability: usualProbabilities[kind],
    requiredFields: [],
    requiredWhen: {},
    nextStageIds: [],
    firstTask: null,
    timeLimit: null,
    checklist: [],
  };
}

export function draftOf(stage: Stage): StageDraft {
  return {
    name: stage.name,
    hint: stage.hint ?? '',
    color: stage.color,
    probability: stage.probability,
    requiredFields: stage.required_fields,
    requiredWhen: stage.required_when,
    nextStageIds: stage.next_stage_ids,
    firstTask: stage.first_task,
    timeLimit: stage.time_limit,
    checklist: stage.checklist.map((item) => ({
      key: item.id,
      id: item.id,
      question: item.question,
      kind: item.kind,
      options: item.options,
      isRequired: item.is_required,
    })),
  };
}

export function newQuestion(): QuestionDraft {
  return { key: randomUuid(), id: null, question: '', kind: 'yes_no', options: [], isRequired: true };
}

/** Options count once, however often they were typed. */
const differentOptions = (question: QuestionDraft): string[] => [
  ...new Set(question.options.map((option) => option.trim()).filter((option) => option !== '')),
];

/** What must be mended before the stage can be saved; empty when it is fine. */
export function problemsOf(draft: StageDraft): DraftProblems {
  const problems: Record<string, DraftProblem> = {};
  if (draft.name.trim() === '') problems.name = 'nameNeeded';
  const { probability } = draft;
  if (probability === null || !Number.isInteger(probability) || probability < 0 || probability > 100) {
    problems.probability = 'probabilityWrong';
  }
  if (draft.firstTask !== null && draft.firstTask.title.trim() === '') problems.firstTask = 'taskNeeded';
  const wrong = problemOfLimit(draft.timeLimit);
  if (wrong !== null) problems.timeLimit = wrong;
  for (const question of draft.checklist) {
    if (question.question.trim() === '') problems[question.key] = 'questionNeeded';
    else if (question.kind === 'choice' && differentOptions(question).length < 2) {
      problems[question.key] = 'optionsNeeded';
    }
  }
  return problems;
}

function problemOfLimit(limit: TimeLimit | null): DraftProblem | null {
  if (limit === null) return null;
  if (limit.warn_before_hours !== null && limit.warn_before_hours >= limit.hours) return 'warnWrong';
  if (limit.action?.kind === 'task' && limit.action.task.title.trim() === '') return 'limitTaskNeeded';
  if (limit.action?.kind === 'lose' && limit.action.loss_reason_id === '') return 'limitReasonNeeded';
  return null;
}

/** The draft as the API takes it. Only a choice has options. */
export function bodyOf(draft: StageDraft): StageBody {
  return {
    name: draft.name.trim(),
    hint: draft.hint.trim() === '' ? null : draft.hint.trim(),
    color: draft.color,
    probability: draft.probability ?? 0,
    required_fields: [...draft.requiredFields],
    required_when: Object.fromEntries(
      Object.entries(draft.requiredWhen).filter(([key]) => draft.requiredFields.includes(key)),
    ) as Conditions,
    next_stage_ids: [...draft.nextStageIds],
    first_task: draft.firstTask === null ? null : { ...draft.firstTask, title: draft.firstTask.title.trim() },
    time_limit: draft.timeLimit,
    checklist: draft.checklist.map((question) => ({
      ...(question.id === null ? {} : { id: question.id }),
      question: question.question.trim(),
      kind: question.kind,
      options: question.kind === 'choice' ? differentOptions(question) : [],
      is_required: question.isRequired,
    })),
  };
}

/** Only what differs from the stage: what is left out stays. */
export function changesOf(stage: Stage, draft: StageDraft): Partial<StageBody> {
  const before = bodyOf(draftOf(stage));
  const after = bodyOf(draft);
  const differs = (name: keyof StageBody) => JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  return {
    ...(differs('name') && { name: after.name }),
    ...(differs('hint') && { hint: after.hint }),
    ...(differs('color') && { color: after.color }),
    ...(differs('probability') && { probability: after.probability }),
    ...(differs('required_fields') && { required_fields: after.required_fields }),
    ...(differs('required_when') && { required_when: after.required_when }),
    ...(differs('next_stage_ids') && { next_stage_ids: after.next_stage_ids }),
    ...(differs('first_task') && { first_task: after.first_task }),
    ...(differs('time_limit') && { time_limit: after.time_limit }),
    ...(differs('checklist') && { checklist: after.checklist }),
  };
}
