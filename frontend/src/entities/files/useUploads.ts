import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '@/api/problem';
import { invalidateOperation } from '@/api/queryClient';
import { sendContent } from '@/api/sendContent';
import { randomUuid } from '@/lib/uuid';

/** A file on its way; its id is the same however often it is tried. */
export interface Upload {
  id: string;
  file: File;
  share: number;
  problem: unknown;
}

/** On whose card files stand. */
export interface FileCard {
  of: 'clients' | 'deals';
  id: string;
}

/** Sends files to a card, one after the other; what failed stays to be tried again. */
export function useUploads(card: FileCard, maxBytes: number | undefined, onDone?: (id: string) => void) {
  const queries = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const left = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    left.current = controller;
    return () => controller.abort();
  }, []);
  const patch = useCallback(
    (id: string, change: Partial<Upload>) =>
      setUploads((list) => list.map((one) => (one.id === id ? { ...one, ...change } : one))),
    [],
  );
  const drop = (id: string) => setUploads((list) => list.filter((one) => one.id !== id));
  const send = async ({ id, file }: Upload) => {
    const { signal } = left.current;
    if (signal.aborted) return;
    try {
      if (maxBytes !== undefined && file.size > maxBytes) throw new ApiProblem(413, { code: 'too_large' });
      await sendContent({
        url: `/api/v1/${card.of}/{record_id}/files/{file_id}`,
        path: { record_id: card.id, file_id: id },
        query: { name: file.name },
        body: file,
        onShare: (share) => patch(id, { share }),
        signal,
      });
    } catch (problem) {
      if (!signal.aborted) patch(id, { problem });
      return;
    }
    if (card.of === 'clients') await invalidateOperation(queries, 'clientsFiles', { client_id: card.id });
    else await invalidateOperation(queries, 'dealsFiles', { deal_id: card.id });
    drop(id);
    onDone?.(id);
  };
  const enqueue = (upload: Upload) => {
    queue.current = queue.current.then(() => send(upload));
  };
  return {
    uploads,
    drop,
    add: (files: Iterable<File>) => {
      const added = [...files].map((file) => ({ id: randomUuid(), file, share: 0, problem: null }));
      setUploads((list) => [...list, ...added]);
      added.forEach(enqueue);
    },
    retry: (upload: Upload) => {
      patch(upload.id, { share: 0, problem: null });
      enqueue(upload);
    },
  };
}
