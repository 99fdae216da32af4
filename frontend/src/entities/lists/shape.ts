import type { FilterTree } from '@/ui/filters/tree';

export const tones = ['danger', 'warning', 'done', 'accent'] as const;
export type Tone = (typeof tones)[number];

export interface ColourRule {
  when: FilterTree;
  tone: Tone;
}

/** What a list shows, and how: the same as a saved view keeps. */
export interface Shape {
  filter: FilterTree | null;
  sort: readonly string[];
  group_by: string | null;
  columns: readonly string[];
  colours: readonly ColourRule[];
  /** Where it opens: of deals the pipeline; null for whichever is open. */
  within_id: string | null;
}

const patientDays = 30;
const mostKeys = 3;

export const usualShape: Shape = {
  filter: null,
  sort: [],
  group_by: null,
  columns: ['name', 'company', 'phone', 'email', 'deals.open_sum', 'owner_id', 'last_contact_at', 'tags'],
  colours: [{ when: { field: 'quiet_since', older_than_days: patientDays }, tone: 'danger' }],
  within_id: null,
};

/** The list of deals has columns of its own, and no colours. */
const usualDeals: Shape = {
  filter: null,
  sort: [],
  group_by: null,
  columns: [],
  colours: [],
  within_id: null,
};

/** What views are kept of. */
export type Subject = 'client' | 'deal';

/** A list as it is shown without a view. */
export const usualShapes: Readonly<Record<Subject, Shape>> = { client: usualShape, deal: usualDeals };

/** A header was pressed: that key alone, turned round when it was there; `isMore` keeps the others before it. */
export function sortedBy(sort: readonly string[], name: string, isMore: boolean): string[] {
  const known = sort.find((key) => key === name || key === `-${name}`);
  const turned = known === name ? `-${name}` : name;
  if (!isMore) return [turned];
  if (known === undefined) return [...sort.slice(0, mostKeys - 1), name];
  return sort.map((key) => (key === known ? turned : key));
}

/** The same list? Key order and absent parts do not matter. */
export function isSameShape(left: Shape, right: Shape): boolean {
  return JSON.stringify(ordered(left)) === JSON.stringify(ordered(right));
}

const ordered = ({ filter, sort, group_by, columns, colours, within_id }: Shape) => [
  filter,
  sort,
  group_by,
  columns,
  colours.map(({ when, tone }) => [when, tone]),
  within_id,
];
