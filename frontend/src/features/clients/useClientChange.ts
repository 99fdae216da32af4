import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { Client, ClientChange } from '@/api/contract';
import { clientsChange, clientsGet } from '@/api/operations';
import { isProblem } from '@/api/problem';
import { clientsGetQueryKey } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useText } from '@/i18n/text';
import { showToast } from '@/ui/undoToast';
import { inverse, withValues } from './card/changes';
import { useFieldNames, useUndoable } from './card/useFieldNames';
import { collisions } from './clientConflict';

/** Somebody else has changed the same fields meanwhile: both values wait for the person's word. */
export interface Conflict {
  fields: (keyof ClientChange)[];
  mine: ClientChange;
  theirs: Client;
}

export interface ClientEditor {
  /** Changes fields where they stand; the screen shows it before the server has answered. False when it was refused. */
  save: (change: ClientChange) => Promise<boolean>;
  conflict: Conflict | null;
  keepMine: () => void;
  takeTheirs: () => void;
  problem: unknown;
}

/** Editing in place. A change that collides with nobody's goes through even when the record is newer than the screen. */
export function useClientChange(client: Client): ClientEditor {
  const queries = useQueryClient();
  const t = useText('fields');
  const nameOf = useFieldNames();
  const isUndoable = useUndoable();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const key = clientsGetQueryKey({ path: { client_id: client.id } });
  const path = { client_id: client.id };

  const { mutateAsync, error } = useMutation({
    mutationFn: async ({ change, base }: { change: ClientChange; base: Client }) => {
      const send = (version: number) => clientsChange({ path, body: change, headers: ifMatch(version) });
      try {
        return { shown: (await send(base.version)).data, isSaved: true };
      } catch (problem) {
        if (!isProblem(problem, 'version_conflict')) throw problem;
        const theirs = (await clientsGet({ path })).data;
        const fields = collisions(base, theirs, change);
        if (fields.length === 0) return { shown: (await send(theirs.version)).data, isSaved: true };
        setConflict({ fields, mine: change, theirs });
        return { shown: theirs, isSaved: false };
      }
    },
    onMutate: ({ change, base }) => {
      setConflict(null);
      // Contact points get their ids and their normal form from the server.
      queries.setQueryData(key, {
        ...base,
        ...change,
        contact_points: base.contact_points,
        custom: withValues(base.custom, change.custom),
      });
    },
    onSuccess: ({ shown }) => queries.setQueryData(key, shown),
    onError: (_error, { base }) => queries.setQueryData(key, base),
    onSettled: () => {
      for (const operation of ['clientsList', 'clientsTimeline', 'clientsTags', 'clientsGet'])
        void invalidateOperation(queries, operation);
    },
  });

  const send = (change: ClientChange, base: Client) =>
    mutateAsync({ change, base }).then(
      () => true,
      () => false,
    );
  const save = async (change: ClientChange) => {
    const before = client;
    const saved = await mutateAsync({ change, base: before }).catch(() => null);
    if (saved === null) return false;
    if (!saved.isSaved || saved.shown.version === before.version) return true;
    showToast({
      message: t('saved', { field: nameOf(change) }),
      onUndo: isUndoable(change) ? () => void send(inverse(before, change), saved.shown) : undefined,
    });
    return true;
  };
  return {
    save,
    conflict,
    keepMine: () => conflict !== null && void send(conflict.mine, conflict.theirs),
    takeTheirs: () => setConflict(null),
    problem: error,
  };
}
