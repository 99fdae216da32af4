import type { ClientChange, ContactPoint } from '@/api/contract';

export type ContactKind = ContactPoint['kind'];
export type ContactInput = NonNullable<ClientChange['contact_points']>[number];

/** The points as they are sent: the API takes the whole list. */
export function asInput(points: readonly ContactPoint[]): ContactInput[] {
  return points.map(({ kind, value, label, is_main }) => ({ kind, value, label, is_main }));
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
  const mains = new Set([mainOf('phone'), mainOf('email')]);
  return points.map((point) => ({ ...point, is_main: mains.has(point) }));
}
