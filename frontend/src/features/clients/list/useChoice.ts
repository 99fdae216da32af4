import { useCallback, useMemo, useState } from 'react';
import type { ShapedRow } from '@/api/contract';

/** Which rows are chosen: by hand, or everybody whom the list finds. A changed question forgets the choice. */
export function useChoice(rows: readonly ShapedRow[], question: string) {
  const [chosen, setChosen] = useState<{ question: string; ids: ReadonlySet<string>; isEverybody: boolean }>({
    question,
    ids: new Set(),
    isEverybody: false,
  });
  const current = useMemo(
    () => (chosen.question === question ? chosen : { question, ids: new Set<string>(), isEverybody: false }),
    [chosen, question],
  );
  const toggle = useCallback(
    (row: ShapedRow) => {
      const ids = new Set(current.ids);
      if (!ids.delete(row.id)) ids.add(row.id);
      setChosen({ question, ids, isEverybody: false });
    },
    [current, question],
  );
  const shownState: 'all' | 'some' | 'none' =
    current.ids.size === 0 ? 'none' : rows.every((row) => current.ids.has(row.id)) ? 'all' : 'some';
  return {
    ids: current.ids,
    isEverybody: current.isEverybody,
    state: shownState,
    toggle,
    toggleShown: () =>
      setChosen({
        question,
        ids: shownState === 'all' ? new Set() : new Set(rows.map((row) => row.id)),
        isEverybody: false,
      }),
    everybody: () => setChosen({ question, ids: new Set(rows.map((row) => row.id)), isEverybody: true }),
    clear: () => setChosen({ question, ids: new Set(), isEverybody: false }),
  };
}

export type Choice = ReturnType<typeof useChoice>;
