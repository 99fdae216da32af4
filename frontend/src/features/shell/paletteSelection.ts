import { createSpotlight } from '@mantine/spotlight';
import { useEffect } from 'react';

/** The palette's own store; Mantine keeps the selected line in it and as an attribute of the line. */
export const [paletteStore, paletteSpotlight] = createSpotlight();

/**
 * Selects the first line whenever the lines change: Mantine does it when somebody types, but answers of the search come
 * later, and Enter must open the first of them.
 */
export function useFirstSelected(lines: readonly unknown[]): void {
  useEffect(() => {
    const { listId } = paletteStore.getState();
    const list = listId === '' ? null : document.getElementById(listId);
    if (list === null) return;
    list.querySelector('[data-selected]')?.removeAttribute('data-selected');
    list.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
    paletteStore.updateState((state) => ({ ...state, selected: 0 }));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the caller lists what the lines are made of
  }, lines);
}
