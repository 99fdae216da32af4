import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { StoredFile } from '@/api/contract';
import { clientsFilesOptions, clientsRemoveFileMutation, clientsRestoreFileMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useText } from '@/i18n/text';
import { showToast } from '@/ui/undoToast';
import type { FileCard } from './useUploads';

/** The files on a client's card, and taking them off. */
export function useFiles(clientId: string) {
  const t = useText('files');
  const queries = useQueryClient();
  const path = { client_id: clientId };
  const { data, error } = useQuery(clientsFilesOptions({ path }));
  const settle = { onSettled: () => invalidateOperation(queries, 'clientsFiles', path) };
  const restore = useMutation({ ...clientsRestoreFileMutation(), ...settle });
  const remove = useMutation({ ...clientsRemoveFileMutation(), ...settle });
  return {
    files: data?.items,
    maxBytes: data?.max_bytes,
    problem: error ?? remove.error ?? restore.error,
    remove: (file: StoredFile) =>
      remove.mutate(
        { path: { ...path, file_id: file.id } },
        {
          onSuccess: () =>
            showToast({
              message: t('removed', { name: file.name }),
              onUndo: () => restore.mutate({ path: { ...path, file_id: file.id } }),
            }),
        },
      ),
  };
}

/** Where a file is fetched from; the server has it kept, not opened. */
export const contentAddress = (card: FileCard, fileId: string) =>
  `/api/v1/${card.of}/${card.id}/files/${fileId}/content`;
