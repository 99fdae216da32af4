import { ActionIcon } from '@mantine/core';
import { IconPin, IconPinnedOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TimelineEntry } from '@/api/contract';
import { clientsPinnedNotesOptions, clientsPinNoteMutation, clientsUnpinNoteMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useCan, useFieldAccess } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { TimelineList } from '@/entities/TimelineList';
import { useText } from '@/i18n/text';
import styles from './FieldHistory.module.css';

/** The notes pinned to the top of a card, and the buttons that pin and unpin. */
export function usePinnedNotes(clientId: string) {
  const card = useText('card');
  const queries = useQueryClient();
  const accessTo = useFieldAccess();
  const mayWrite = useCan('clients:write') && ['fill', 'edit'].includes(accessTo('events'));
  const { data } = useQuery(clientsPinnedNotesOptions({ path: { client_id: clientId } }));
  const done = {
    onSettled: () => invalidateOperation(queries, 'clientsPinnedNotes', { client_id: clientId }),
  };
  const pin = useMutation({ ...clientsPinNoteMutation(), ...done });
  const unpin = useMutation({ ...clientsUnpinNoteMutation(), ...done });
  const notes = data?.items ?? [];
  const action = (entry: TimelineEntry) => {
    if (!mayWrite || entry.type !== 'note.added') return null;
    const isPinned = notes.some((note) => note.id === entry.id);
    const path = { client_id: clientId, note_id: entry.id };
    return (
      <ActionIcon
        size="sm"
        className={styles.button}
        aria-label={card(isPinned ? 'pinned.unpin' : 'pinned.pin')}
        onClick={() => (isPinned ? unpin : pin).mutate({ path })}
      >
        {isPinned ? <IconPinnedOff className={styles.icon} /> : <IconPin className={styles.icon} />}
      </ActionIcon>
    );
  };
  return { notes, action, problem: pin.error ?? unpin.error };
}

export function PinnedNotes({ notes, action, problem }: ReturnType<typeof usePinnedNotes>) {
  const card = useText('card');
  if (notes.length === 0) return <ProblemAlert problem={problem} />;
  return (
    <section aria-label={card('pinned.title')}>
      <p className={styles.quiet}>{card('pinned.title')}</p>
      <TimelineList entries={notes} action={action} />
      <ProblemAlert problem={problem} />
    </section>
  );
}
