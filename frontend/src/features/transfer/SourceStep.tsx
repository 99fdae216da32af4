import { Button, FileButton, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { importsPasteMutation, importsSheetMutation } from '@/api/queries';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { sendFile } from './sendFile';
import styles from './Transfer.module.css';

const readable = '.csv,.tsv,.txt,.xlsx,.xls,.ods,text/csv';

/** Where the table comes from: a file, the clipboard, or a link. */
export function SourceStep({ onBegun }: { onBegun: (importId: string) => void }) {
  const t = useText('transfer');
  const format = useFormat();
  const [share, setShare] = useState(0);
  const [table, setTable] = useState('');
  const [link, setLink] = useState('');
  const file = useMutation({
    mutationFn: (chosen: File) => sendFile(chosen, setShare),
    onSuccess: onBegun,
  });
  const begun = { onSuccess: (record: { id: string }) => onBegun(record.id) };
  const paste = useMutation({ ...importsPasteMutation(), ...begun });
  const sheet = useMutation({ ...importsSheetMutation(), ...begun });
  return (
    <Card className={styles.source}>
      <ProblemAlert problem={file.error ?? paste.error ?? sheet.error} />
      <div className={styles.part}>
        <FileButton accept={readable} onChange={(chosen) => chosen !== null && file.mutate(chosen)}>
          {(props) => (
            <Button {...props} loading={file.isPending}>
              {t('file')}
            </Button>
          )}
        </FileButton>
        <p className={styles.hint} aria-live="polite">
          {file.isPending ? t('sending', { share: format.percent(share) }) : t('fileHint')}
        </p>
      </div>
      <div className={styles.part}>
        <Textarea
          label={t('paste')}
          rows={4}
          value={table}
          onChange={(event) => setTable(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={table.trim() === ''}
          loading={paste.isPending}
          onClick={() => paste.mutate({ body: { text: table } })}
        >
          {t('pasteGo')}
        </Button>
      </div>
      <div className={styles.part}>
        <TextInput
          label={t('sheet')}
          type="url"
          value={link}
          onChange={(event) => setLink(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={link.trim() === ''}
          loading={sheet.isPending}
          onClick={() => sheet.mutate({ body: { link: link.trim() } })}
        >
          {t('sheetGo')}
        </Button>
      </div>
    </Card>
  );
}
