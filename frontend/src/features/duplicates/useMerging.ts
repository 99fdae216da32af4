import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { DuplicatePair, MergeField, MergePreview } from '@/api/contract';
import {
  clientsMergeMutation,
  clientsUndoMergeMutation,
  duplicatesDismissMutation,
  duplicatesReopenMutation,
} from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useText } from '@/i18n/text';
import { showToast } from '@/ui/undoToast';

/** How the last decision is taken back: kept for the key `U`, whichever pair is open by then. */
let takeBack: (() => void) | undefined;

/** Merging a pair, saying that it is two clients, and taking either back. */
export function useMerging(pair: DuplicatePair) {
  const t = useText('duplicates');
  const client = useQueryClient();
  const refresh = () => {
    for (const operation of [
      'duplicatesList',
      'duplicatesCount',
      'clientsList',
      'clientsCount',
      'clientsGet',
    ]) {
      void invalidateOperation(client, operation);
    }
  };
  const undone = () => {
    takeBack = undefined;
    refresh();
    showToast({ message: t('undone') });
  };
  const merging = useMutation({ ...clientsMergeMutation(), onSettled: refresh });
  const unmerging = useMutation({ ...clientsUndoMergeMutation(), onSuccess: undone });
  const dismissing = useMutation({ ...duplicatesDismissMutation(), onSettled: refresh });
  const reopening = useMutation({ ...duplicatesReopenMutation(), onSuccess: undone });
  const offer = (message: string, onUndo: () => void) => {
    takeBack = onUndo;
    showToast({ message, onUndo });
  };
  return {
    isBusy: merging.isPending || dismissing.isPending,
    problem: merging.error ?? dismissing.error ?? unmerging.error ?? reopening.error,
    merge: (preview: MergePreview, take: Record<string, MergeField['usual']>) =>
      merging.mutate(
        {
          path: { client_id: preview.mine.id },
          body: { other_id: preview.theirs.id, other_version: preview.theirs.version, take },
          headers: ifMatch(preview.mine.version),
        },
        {
          onSuccess: ({ merge_id }) =>
            offer(t('merged', { name: preview.mine.name }), () => unmerging.mutate({ path: { merge_id } })),
        },
      ),
    dismiss: () =>
      dismissing.mutate(
        { path: { pair_id: pair.id } },
        {
          onSuccess: () => offer(t('dismissed'), () => reopening.mutate({ path: { pair_id: pair.id } })),
        },
      ),
    undo: () => takeBack?.(),
  };
}
