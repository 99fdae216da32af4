import { useMutation } from '@tanstack/react-query';
import type { DuplicatePair } from '@/api/contract';
import { duplicatesDismissMutation, duplicatesReopenMutation } from '@/api/queries';
import { useMerge, useMergeRefresh } from '@/entities/merging/useMerge';
import { useText } from '@/i18n/text';
import { showToast } from '@/ui/undoToast';

/** How the last decision is taken back: kept for the key `U`, whichever pair is open by then. */
let takeBack: (() => void) | undefined;

const offer = (message: string, onUndo: () => void) => {
  const once = () => {
    if (takeBack === once) takeBack = undefined;
    onUndo();
  };
  takeBack = once;
  showToast({ message, onUndo: once });
};

/** Merging a pair, saying that it is two clients, and taking either back. */
export function useMerging(pair: DuplicatePair) {
  const t = useText('duplicates');
  const refresh = useMergeRefresh();
  const { merge, isBusy, problem } = useMerge(offer);
  const path = { pair_id: pair.id };
  const dismissing = useMutation({ ...duplicatesDismissMutation(), onSettled: refresh });
  const reopening = useMutation({
    ...duplicatesReopenMutation(),
    onSuccess: () => showToast({ message: t('reopened') }),
    onSettled: refresh,
  });
  return {
    isBusy: isBusy || dismissing.isPending,
    problem: problem ?? dismissing.error ?? reopening.error,
    merge,
    dismiss: () => {
      dismissing.mutateAsync({ path }).then(
        () => offer(t('dismissed'), () => reopening.mutate({ path })),
        () => undefined,
      );
    },
    undo: () => takeBack?.(),
  };
}
