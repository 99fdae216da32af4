import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { clientsAddNoteMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useCan, useFieldAccess } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Kbd } from '@/ui/Kbd';
import styles from './NoteForm.module.css';

/** A note for the card; Ctrl+Enter saves it. */
export function NoteForm({ clientId }: { clientId: string }) {
  const t = useText('clients');
  const queries = useQueryClient();
  const mayWrite = useCan('clients:write');
  const [text, setText] = useState('');
  const { mutate, isPending, error } = useMutation({
    ...clientsAddNoteMutation(),
    onSuccess: () => setText(''),
    onSettled: () => invalidateOperation(queries, 'clientsTimeline', { client_id: clientId }),
  });
  const save = () => {
    if (text.trim() !== '' && !isPending)
      mutate({ path: { client_id: clientId }, body: { text: text.trim() } });
  };
  const accessTo = useFieldAccess();
  if (!mayWrite || !['fill', 'edit'].includes(accessTo('events'))) return null;
  return (
    <div className={styles.form}>
      <Textarea
        aria-label={t('note.label')}
        placeholder={t('note.placeholder')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
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
      <ProblemAlert problem={error} />
    </div>
  );
}
