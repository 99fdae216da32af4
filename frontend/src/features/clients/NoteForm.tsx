import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldMessage, isProblem } from '@/api/problem';
import { clientsAddNoteMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useCan, useFieldAccess } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { MentionTextarea } from '@/entities/mentions/MentionTextarea';
import { withIds, type Colleague } from '@/entities/mentions/mentions';
import { useText } from '@/i18n/text';
import { Kbd } from '@/ui/Kbd';
import styles from './NoteForm.module.css';

/** A note for the card; Ctrl+Enter saves it. */
export function NoteForm({ clientId }: { clientId: string }) {
  const t = useText('clients');
  const queries = useQueryClient();
  const mayWrite = useCan('clients:write');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<readonly Colleague[]>([]);
  const { mutate, isPending, error } = useMutation({
    ...clientsAddNoteMutation(),
    onSuccess: () => {
      setText('');
      setChosen([]);
    },
    onSettled: () => invalidateOperation(queries, 'clientsTimeline', { client_id: clientId }),
  });
  const save = () => {
    if (text.trim() !== '' && !isPending)
      mutate({ path: { client_id: clientId }, body: { text: withIds(text.trim(), chosen) } });
  };
  const accessTo = useFieldAccess();
  const wrong = isProblem(error) ? error.fields[0] : undefined;
  if (!mayWrite || !['fill', 'edit'].includes(accessTo('events'))) return null;
  return (
    <div className={styles.form}>
      <MentionTextarea
        clientId={clientId}
        aria-label={t('note.label')}
        error={wrong === undefined ? undefined : fieldMessage(wrong)}
        placeholder={t('note.placeholder')}
        value={text}
        onChange={setText}
        onChosen={(colleague) => setChosen((known) => [...known, colleague])}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.stopPropagation();
            save();
          }
        }}
        autosize
        minRows={1}
        maxRows={8}
      />
      {text.trim() !== '' && (
        <Button
          variant="default"
          loading={isPending}
          onClick={save}
          rightSection={<Kbd keys="mod+enter" />}
          className={styles.save}
        >
          {t('note.save')}
        </Button>
      )}
      {wrong === undefined && <ProblemAlert problem={error} />}
    </div>
  );
}
