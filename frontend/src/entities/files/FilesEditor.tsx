import { Button, FileButton, MultiSelect } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useText } from '@/i18n/text';
import styles from './Files.module.css';
import { UploadList } from './UploadList';
import { useFiles } from './useFiles';
import { useUploads } from './useUploads';

interface FilesEditorProps {
  label: string;
  clientId: string;
  value: unknown;
  onSave: (value: string[] | null) => void;
  close: () => void;
}

/** Chooses among the files on the card, or adds one to it and to the field at once. */
export default function FilesEditor({ label, clientId, value, onSave, close }: FilesEditorProps) {
  const t = useText('files');
  const common = useText('common');
  const [chosen, setChosen] = useState(Array.isArray(value) ? (value as string[]) : []);
  const { files, maxBytes } = useFiles(clientId);
  const { uploads, add, retry, drop } = useUploads({ of: 'clients', id: clientId }, maxBytes, (id) =>
    setChosen((known) => [...known, id]),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  const save = () => {
    close();
    onSave(chosen.length === 0 ? null : chosen);
  };
  return (
    <div className={styles.editor} role="group" aria-label={label} onKeyDown={onKeyDown}>
      <MultiSelect
        aria-label={label}
        data={(files ?? []).map((file) => ({ value: file.id, label: file.name }))}
        value={chosen}
        onChange={setChosen}
        nothingFoundMessage={t('none')}
        autoFocus
      />
      <UploadList uploads={uploads} onRetry={retry} onDrop={drop} />
      <div className={styles.buttons}>
        <FileButton multiple onChange={add}>
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {t('add')}
            </Button>
          )}
        </FileButton>
        <Button size="xs" variant="subtle" onClick={close}>
          {common('cancel')}
        </Button>
        <Button size="xs" loading={uploads.some((upload) => upload.problem === null)} onClick={save}>
          {common('save')}
        </Button>
      </div>
    </div>
  );
}
