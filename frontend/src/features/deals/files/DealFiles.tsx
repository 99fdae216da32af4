import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Deal, StoredFile } from '@/api/contract';
import { dealsFilesOptions, dealsRemoveFileMutation, dealsRestoreFileMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useCan } from '@/api/session';
import { FilesSection } from '@/entities/files/FilesSection';
import { useText } from '@/i18n/text';
import { showToast } from '@/ui/undoToast';
import answers from '../card/Answers.module.css';
import styles from './DealFiles.module.css';

/** The files on a deal's card: a closed deal still takes them, but loses none. */
export default function DealFiles({ deal, isLocked }: { deal: Deal; isLocked: boolean }) {
  const t = useText('files');
  const mayWrite = useCan('deals:write');
  const queries = useQueryClient();
  const path = { deal_id: deal.id };
  const { data, error } = useQuery(dealsFilesOptions({ path }));
  const settle = { onSettled: () => invalidateOperation(queries, 'dealsFiles', path) };
  const restore = useMutation({ ...dealsRestoreFileMutation(), ...settle });
  const remove = useMutation({ ...dealsRemoveFileMutation(), ...settle });
  const take = ({ id, name }: StoredFile) =>
    remove.mutate(
      { path: { ...path, file_id: id } },
      {
        onSuccess: () =>
          showToast({
            message: t('removed', { name }),
            onUndo: () => restore.mutate({ path: { ...path, file_id: id } }),
          }),
      },
    );
  return (
    <FilesSection
      card={{ of: 'deals', id: deal.id }}
      files={data?.items}
      maxBytes={data?.max_bytes}
      problem={error ?? remove.error ?? restore.error}
      mayAdd={mayWrite}
      remove={isLocked ? undefined : take}
      styles={{ part: undefined, title: answers.title, titleLine: styles.line }}
    />
  );
}
