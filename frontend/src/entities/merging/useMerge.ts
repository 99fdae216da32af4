import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { MergePreview } from '@/api/contract';
import { clientsMergeMutation, clientsUndoMergeMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useText } from '@/i18n/text';
import { showToast } from '@/ui/undoToast';
import type { Take } from './MergeTable';

/** Whatever shows one of the two records, or counts them. */
const shownIn = [
  'duplicatesList',
  'duplicatesCount',
  'clientsList',
  'clientsCount',
  'clientsQuery',
  'clientsQueryCount',
  'clientsQueryGroups',
  'clientsGet',
  'clientsMerges',
  'clientsTimeline',
  'dealsList',
  'tasksList',
] as const;

/** Fetches anew whatever a merge, or undoing it, changes. */
export function useMergeRefresh(): () => void {
  const client = useQueryClient();
  return () => {
    for (const operation of shownIn) void invalidateOperation(client, operation);
  };
}

/** Says what was done and how it is taken back. */
export type Offer = (message: string, onUndo: () => void) => void;
const offerByToast: Offer = (message, onUndo) => showToast({ message, onUndo });

/** Making one of two records, and two of one again. */
export function useMerge(offer: Offer = offerByToast) {
  const t = useText('duplicates');
  const client = useQueryClient();
  const refresh = useMergeRefresh();
  const merging = useMutation({
    ...clientsMergeMutation(),
    onSettled: refresh,
    // Somebody has changed one of the two: what is compared is read anew.
    onError: () => invalidateOperation(client, 'clientsPreviewMerge'),
  });
  const unmerging = useMutation({
    ...clientsUndoMergeMutation(),
    onSuccess: () => showToast({ message: t('undone') }),
    onSettled: refresh,
  });
  const undo = (mergeId: string) => unmerging.mutate({ path: { merge_id: mergeId } });
  return {
    isBusy: merging.isPending,
    isUndoing: unmerging.isPending,
    problem: merging.error ?? unmerging.error,
    undo,
    /** The toast comes even when the screen that asked is gone by then. */
    merge: (preview: MergePreview, take: Take, onMerged?: () => void) => {
      merging
        .mutateAsync({
          path: { client_id: preview.mine.id },
          body: { other_id: preview.theirs.id, other_version: preview.theirs.version, take },
          headers: ifMatch(preview.mine.version),
        })
        .then(
          ({ merge_id }) => {
            offer(t('merged', { name: preview.mine.name }), () => undo(merge_id));
            onMerged?.();
          },
          () => undefined,
        );
    },
  };
}
