import { useHotkeys } from '@mantine/hooks';

interface ListKeys {
  count: number;
  /** -1 for none. */
  active: number;
  onActive: (index: number) => void;
  onOpen: (index: number) => void;
}

/** The key at that place of the keyboard: a Russian or Georgian layout has other letters there. */
const byPlace = { preventDefault: true, usePhysicalKeys: true };

/** `j` and `k` walk a list, Enter opens the row; not while somebody is typing. */
export function useListKeys({ count, active, onActive, onOpen }: ListKeys): void {
  const go = (step: number) => {
    if (count > 0) onActive(Math.max(0, Math.min(count - 1, active + step)));
  };
  useHotkeys([
    ['j', () => go(1), byPlace],
    ['k', () => go(-1), byPlace],
    ['Enter', () => active >= 0 && active < count && onOpen(active), { preventDefault: false }],
  ]);
}
