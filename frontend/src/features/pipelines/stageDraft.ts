import type { ChecklistItem, Stage } from '@/api/contract';
import { randomUuid } from '@/lib/uuid';
import type { Semantics } from './stageOrder';

export type FieldKey = Stage['required_fields'][number];
export type AnswerKind = ChecklistItem['kind'];

/** What a stage may demand, in the order in which it is shown. */
export const fieldKeys = [
  'deal.amount',
  'deal.expected_on',
  'deal.description',
  'client.phone',
  'client.email',
  'client.company',
] as const satisfies readonly FieldKey[];

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
  checklist: readonly QuestionDraft[];
}

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
  checklist: QuestionBody[];
}

export type DraftProblem = 'nameNeeded' | 'probabilityWrong' | 'questionNeeded' | 'optionsNeeded';
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
  for (const question of draft.checklist) {
    if (question.question.trim() === '') problems[question.key] = 'questionNeeded';
    else if (question.kind === 'choice' && differentOptions(question).length < 2) {
      problems[question.key] = 'optionsNeeded';
    }
  }
  return problems;
}

/** The draft as the API takes it. Only a choice has options. */
export function bodyOf(draft: StageDraft): StageBody {
  return {
    name: draft.name.trim(),
    hint: draft.hint.trim() === '' ? null : draft.hint.trim(),
    color: draft.color,
    probability: draft.probability ?? 0,
    required_fields: fieldKeys.filter((key) => draft.requiredFields.includes(key)),
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
    ...(differs('checklist') && { checklist: after.checklist }),
  };
}
