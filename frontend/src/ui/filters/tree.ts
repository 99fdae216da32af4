/** A filter tree as the API takes it: branches, and leaves whose second key is the operator. */
export type FilterTree = { all: FilterTree[] } | { any: FilterTree[] } | { not: FilterTree } | FilterLeaf;

export interface FilterLeaf {
  field: string;
  [operator: string]: unknown;
}

/** The same while it is being edited: every part has a key, and conditions may be unfinished. */
export interface DraftGroup {
  key: string;
  mode: 'all' | 'any' | 'not';
  parts: DraftPart[];
}

export interface DraftCondition {
  key: string;
  field: string;
  operator: string;
  value: unknown;
}

export type DraftPart = DraftGroup | DraftCondition;

export const isGroup = (part: DraftPart): part is DraftGroup => 'parts' in part;

let lastKey = 0;
export const newKey = (): string => `part-${(lastKey += 1)}`;

export const emptyGroup = (): DraftGroup => ({ key: newKey(), mode: 'all', parts: [] });

/** What a person sees of a tree: a group at the top, whatever stands there. */
export function toDraft(tree: FilterTree | null | undefined): DraftGroup {
  if (tree == null) return emptyGroup();
  const part = draftOf(tree);
  return isGroup(part) ? part : { ...emptyGroup(), parts: [part] };
}

function draftOf(tree: FilterTree): DraftPart {
  if ('all' in tree && Array.isArray(tree.all)) return group('all', tree.all as FilterTree[]);
  if ('any' in tree && Array.isArray(tree.any)) return group('any', tree.any as FilterTree[]);
  if ('not' in tree) {
    const part = tree.not as FilterTree;
    // "None of this" is how people say it; a negated "all" stays a group within.
    return group('not', 'any' in part && Array.isArray(part.any) ? (part.any as FilterTree[]) : [part]);
  }
  const { field, ...rest } = tree as FilterLeaf;
  const [operator = 'is', value] = Object.entries(rest)[0] ?? [];
  return { key: newKey(), field, operator, value };
}

const group = (mode: DraftGroup['mode'], parts: FilterTree[]): DraftGroup => ({
  key: newKey(),
  mode,
  parts: parts.map(draftOf),
});

/** The tree of what is finished; null when nothing is. */
export function toTree(draft: DraftGroup): FilterTree | null {
  const parts = draft.parts
    .map((part) => (isGroup(part) ? toTree(part) : leafOf(part)))
    .filter((part) => part !== null);
  if (parts.length === 0) return null;
  if (draft.mode === 'not') return { not: { any: parts } };
  return draft.mode === 'all' ? { all: parts } : { any: parts };
}

function leafOf({ field, operator, value }: DraftCondition): FilterLeaf | null {
  return field !== '' && isFinished(value) ? { field, [operator]: value } : null;
}

function isFinished(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isFinished);
  return value !== undefined && value !== null && value !== '';
}

/** How many conditions a tree has. */
export function countLeaves(tree: FilterTree | null | undefined): number {
  if (tree == null) return 0;
  if ('all' in tree && Array.isArray(tree.all)) return sum(tree.all as FilterTree[]);
  if ('any' in tree && Array.isArray(tree.any)) return sum(tree.any as FilterTree[]);
  return 'not' in tree ? countLeaves(tree.not as FilterTree) : 1;
}

const sum = (parts: FilterTree[]) => parts.reduce((total, part) => total + countLeaves(part), 0);

/** The fields that a tree asks about. */
export function fieldsOf(tree: FilterTree): string[] {
  if ('all' in tree && Array.isArray(tree.all)) return (tree.all as FilterTree[]).flatMap(fieldsOf);
  if ('any' in tree && Array.isArray(tree.any)) return (tree.any as FilterTree[]).flatMap(fieldsOf);
  return 'not' in tree ? fieldsOf(tree.not as FilterTree) : [(tree as FilterLeaf).field];
}

/** Everything that holds at once, of parts that may be absent. */
export function allOf(...parts: (FilterTree | null | undefined)[]): FilterTree | null {
  const present = parts.filter((part) => part != null);
  return present.length > 1 ? { all: present } : (present[0] ?? null);
}

/** The texts by which some fields are asked for, wherever they stand in a tree. */
export function valuesIn(tree: FilterTree, fields: ReadonlySet<string>): string[] {
  const texts = ({ value }: DraftCondition) =>
    (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one) => typeof one === 'string');
  const within = (part: DraftPart): string[] => {
    if (isGroup(part)) return part.parts.flatMap(within);
    return fields.has(part.field) ? texts(part) : [];
  };
  return within(toDraft(tree));
}
