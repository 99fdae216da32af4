import type { DealCard, DealLineInput, NextStep } from '@/api/contract';
import { isProblem } from '@/api/problem';
import { usualNextStep } from '@/entities/NextStepFields';

export const inputs = [
  'money',
  'date',
  'text',
  'phone',
  'email',
  'company',
  'yes_no',
  'choice',
  'long_text',
  'number',
  'datetime',
  'multi_choice',
  'link',
  'address',
  'person',
  'qualification',
  'loss_reason',
  'next_task',
  'products',
  'client',
  'competitor',
] as const;
export type RequirementInput = (typeof inputs)[number];

/** One thing that a stage asks for, as the API names it: enough to draw its field and to send the answer. */
export interface Requirement {
  /** Where the answer goes in the body of the command: "/values/deal.amount". */
  pointer: string;
  /** A field's key to be translated, or a question as it was written. */
  label: string;
  input: RequirementInput;
  options: readonly string[];
  /** What can be chosen for one of the workspace's own fields. */
  choices: readonly Choice[];
  /** Of money, when it is not the deal's. */
  currency: string | null;
  /** Of the next step: a reason would do instead. */
  takesReason: boolean;
  /** It was given, but does not fit. */
  isInvalid: boolean;
}

/** A choice as it is sent and as it is called. */
export interface Choice {
  value: string;
  label: string;
}

export type AddressEntry = Readonly<Partial<Record<'line' | 'city' | 'country', string>>>;
export type Entry =
  string | boolean | NextStep | readonly string[] | readonly DealLineInput[] | AddressEntry | null;
export type Entries = Readonly<Record<string, Entry>>;

/** What the API says is missing; empty when it refused for another reason. */
export function requirementsOf(problem: unknown): Requirement[] {
  if (!isProblem(problem, 'stage_requirements_missing')) return [];
  return problem.fields.map(({ pointer, code, params }) => ({
    pointer,
    label: typeof params.label === 'string' ? params.label : '',
    input: inputs.find((known) => known === params.input) ?? 'text',
    options: Array.isArray(params.options) ? params.options.filter(isText) : [],
    choices: Array.isArray(params.choices) ? params.choices.flatMap(choiceOf) : [],
    currency: isText(params.currency) ? params.currency : null,
    takesReason: params.mode === 'guided',
    isInvalid: code !== 'required',
  }));
}

function choiceOf(given: unknown): Choice[] {
  if (typeof given !== 'object' || given === null) return [];
  const { id, name } = given as Record<string, unknown>;
  return isText(id) && isText(name) ? [{ value: id, label: name }] : [];
}

export const isStep = (entry: Entry): entry is NextStep =>
  typeof entry === 'object' && entry !== null && 'title' in entry;

const isList = (entry: Entry): entry is readonly string[] | readonly DealLineInput[] => Array.isArray(entry);

/** The lines among the kinds of answers. */
export const isLines = (entry: Entry): entry is readonly DealLineInput[] =>
  Array.isArray(entry) && entry.every((one) => typeof one === 'object');

const isText = (value: unknown): value is string => typeof value === 'string';

/** The requirements of the first answer and those of a later one together: a field that was filled in stays on the form. */
export function mergeRequirements(
  shown: readonly Requirement[],
  next: readonly Requirement[],
): Requirement[] {
  const newer = new Map(next.map((requirement) => [requirement.pointer, requirement]));
  const kept = shown.map(
    (requirement) => newer.get(requirement.pointer) ?? { ...requirement, isInvalid: false },
  );
  const known = new Set(shown.map(({ pointer }) => pointer));
  return [...kept, ...next.filter(({ pointer }) => !known.has(pointer))];
}

/** What the form begins with: empty, but with a usual next step. */
export function startEntries(
  requirements: readonly Requirement[],
  deal?: Pick<DealCard, 'amount' | 'expected_on'>,
): Entries {
  return Object.fromEntries(requirements.map((one) => [one.pointer, startOf(one, deal)]));
}

function startOf({ input, label }: Requirement, deal?: Pick<DealCard, 'amount' | 'expected_on'>): Entry {
  if (input === 'next_task') return usualNextStep();
  if (label === 'deal.amount') return deal?.amount ?? null;
  if (label === 'deal.expected_on') return deal?.expected_on ?? null;
  return null;
}

/** The pointers of what is still empty. A "no" is an answer. */
export function emptyEntries(requirements: readonly Requirement[], entries: Entries): string[] {
  return requirements.filter(({ pointer }) => isEmpty(entries[pointer])).map(({ pointer }) => pointer);
}

function isEmpty(entry: Entry | undefined): boolean {
  if (entry === undefined || entry === null) return true;
  if (typeof entry === 'string') return entry.trim() === '';
  if (typeof entry === 'boolean') return false;
  if (isStep(entry)) return entry.title.trim() === '';
  if (isList(entry)) return entry.length === 0;
  return Object.values(entry).every((part) => part === undefined || part.trim() === '');
}

/** Where the reason of an exception goes, and that for no next step. */
export const exceptionPointer = '/exception/reason';
export const noStepPointer = '/no_next_step_reason';
export const returnPointer = '/return_on';

/** A new deal names those around it in lists: what was chosen is the one in it. */
function listed(pointer: string, value: Entry): unknown {
  if (pointer === '/participants') return [{ client_id: value, role: 'decision_maker' }];
  return pointer === '/competitor_ids' ? [value] : value;
}

/** Puts every entry where its pointer says: {"/values/deal.amount": "5"} → {values: {"deal.amount": "5"}}. */
export function bodyOf(entries: Entries): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [pointer, entry] of Object.entries(entries)) {
    if (isEmpty(entry)) continue;
    const [group = '', key] = pointer.slice(1).split('/');
    const value = listed(pointer, typeof entry === 'string' ? entry.trim() : entry);
    if (key === undefined) body[group] = value;
    else body[group] = { ...(body[group] as Record<string, unknown> | undefined), [key]: value };
  }
  return body;
}

/** The entries but one. */
export function withoutEntry(entries: Entries, pointer: string): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([known]) => known !== pointer));
}
