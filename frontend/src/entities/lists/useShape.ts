import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { SavedView } from '@/api/contract';
import { viewsListOptions } from '@/api/queries';
import { createStore, useStore } from '@/lib/store';
import type { FilterTree } from '@/ui/filters/tree';
import { isSameShape, usualShape, usualShapes, type Shape, type Subject } from './shape';

const memory = 'baton.lists.shapes';

function remembered(): Record<string, Shape> {
  try {
    return (JSON.parse(sessionStorage.getItem(memory) ?? '{}') ?? {}) as Record<string, Shape>;
  } catch {
    return {};
  }
}

/** What was changed of each view and not saved. It stays in this tab: what people filter by stands in no address. */
const drafts = createStore<Readonly<Record<string, Shape>>>(remembered());

const keyOf = (subject: Subject, viewId: string | undefined) => `${subject}:${viewId ?? ''}`;

function keep(next: Record<string, Shape>): void {
  drafts.set(next);
  try {
    sessionStorage.setItem(memory, JSON.stringify(next));
  } catch {
    // A full or forbidden storage only means that a reload forgets.
  }
}

/** Opens the list of all clients with a filter, from anywhere. */
export function showFiltered(filter: FilterTree): void {
  keep({ ...drafts.get(), [keyOf('client', undefined)]: { ...usualShape, filter } });
}

const shapeOf = (view: SavedView, usual: Shape): Shape => {
  const { filter, sort, group_by, columns, colours, within_id } = view.shape;
  return {
    filter: filter ?? null,
    sort: sort ?? [],
    group_by: group_by ?? null,
    columns: columns === undefined || columns.length === 0 ? usual.columns : columns,
    colours: colours ?? [],
    within_id: within_id ?? null,
  };
};

/** The list as it is shaped now: a saved view (or the usual list), and what was changed of it since. */
export function useShape(subject: Subject, viewId: string | undefined) {
  const views = useQuery(viewsListOptions({ query: { subject } }));
  const view = views.data?.items.find((known) => known.id === viewId);
  const key = keyOf(subject, viewId);
  const usual = usualShapes[subject];
  const draft = useStore(drafts)[key];
  const saved = useMemo(() => (view === undefined ? usual : shapeOf(view, usual)), [view, usual]);
  const shape = draft ?? saved;
  const change = useCallback(
    (part: Partial<Shape>) => keep({ ...drafts.get(), [key]: { ...shape, ...part } }),
    [key, shape],
  );
  const discard = useCallback(() => {
    keep(Object.fromEntries(Object.entries(drafts.get()).filter(([known]) => known !== key)));
  }, [key]);
  return {
    views: views.data?.items ?? [],
    view,
    shape,
    isChanged: draft !== undefined && !isSameShape(draft, saved),
    /** A view by its address, not read yet: nothing is asked before it is known. */
    isWaiting: viewId !== undefined && view === undefined && views.isPending,
    change,
    discard,
  };
}
