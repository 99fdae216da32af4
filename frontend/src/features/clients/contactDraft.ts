import type { ClientChange, ContactPoint } from '@/api/contract';

export type ContactKind = ContactPoint['kind'];
/** The kinds besides phone and e-mail, which have buttons of their own. */
export const otherKinds = [
  'telegram',
  'whatsapp',
  'viber',
  'signal',
  'instagram',
  'facebook',
  'website',
  'address',
] as const satisfies readonly ContactKind[];
export type ContactInput = NonNullable<ClientChange['contact_points']>[number];

/** The points as they are sent: the API takes the whole list. */
export function asInput(points: readonly ContactPoint[]): ContactInput[] {
  return points.map(({ kind, value, label, is_main, verified_at, bad_reason }) => ({
    kind,
    value,
    label,
    is_main,
    is_verified: verified_at !== null,
    bad_reason,
  }));
}

/** The list with one point added, replaced or (for null) taken out; the first of a kind becomes the main one. */
export function withPoint(
  points: readonly ContactInput[],
  index: number | null,
  point: ContactInput | null,
): ContactInput[] {
  const changed = [...points];
  if (index === null) changed.push(...(point === null ? [] : [point]));
  else changed.splice(index, 1, ...(point === null ? [] : [point]));
  return oneMain(changed, point);
}

/** Each kind has exactly one main point: the one just marked, else the one that was, else the first. */
function oneMain(points: ContactInput[], marked: ContactInput | null): ContactInput[] {
  const mainOf = (kind: ContactKind) => {
    const own = points.filter((point) => point.kind === kind);
    if (marked?.kind === kind && marked.is_main) return marked;
    return own.find((point) => point.is_main) ?? own[0];
  };
  const mains = new Set(points.map(({ kind }) => mainOf(kind)));
  return points.map((point) => ({ ...point, is_main: mains.has(point) }));
}
