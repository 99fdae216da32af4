import { ActionIcon, Button, FileButton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import type { Client, StoredFile } from '@/api/contract';
import styles from '@/entities/files/Files.module.css';
import { fileSize } from '@/entities/files/fileSize';
import { UploadList } from '@/entities/files/UploadList';
import { contentAddress, useFiles } from '@/entities/files/useFiles';
import { useUploads } from '@/entities/files/useUploads';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import panel from '../ClientPanel.module.css';

interface FilesPartProps {
  client: Client;
  /** Why none may be added; undefined when one may. */
  locked: string | undefined;
}

/** The files on a card: dropped or chosen, downloaded, taken off again. */
export default function FilesPart({ client, locked }: FilesPartProps) {
  const t = useText('files');
  const { files, maxBytes, problem, remove } = useFiles(client.id);
  const { uploads, add, retry, drop } = useUploads(client.id, maxBytes);
  const [isOver, setOver] = useState(false);
  const mayAdd = locked === undefined;
  if (files === undefined || (files.length === 0 && !mayAdd)) return <ProblemAlert problem={problem} />;
  const over = (event: DragEvent) => {
    if (!mayAdd || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(event.type === 'dragover');
    if (event.type === 'drop') add(event.dataTransfer.files);
  };
  return (
    <section
      className={panel.part}
      aria-label={t('title')}
      onDragOver={over}
      onDragLeave={over}
      onDrop={over}
    >
      <div className={panel.titleLine}>
        <h3 className={panel.title}>{t('title')}</h3>
        {mayAdd && (
          <FileButton multiple onChange={add}>
            {(props) => (
              <Button {...props} size="xs" variant="subtle">
                {t('add')}
              </Button>
            )}
          </FileButton>
        )}
      </div>
      <ul className={styles.list}>
        {files.map((file) => (
          <FileLine
            key={file.id}
            file={file}
            clientId={client.id}
            onRemove={mayAdd ? () => remove(file) : undefined}
          />
        ))}
      </ul>
      <UploadList uploads={uploads} onRetry={retry} onDrop={drop} />
      {mayAdd && (isOver || files.length + uploads.length === 0) && (
        <p className={styles.drop} data-over={isOver || undefined}>
          {t('drop')}
        </p>
      )}
      <ProblemAlert problem={problem} />
    </section>
  );
}

interface FileLineProps {
  file: StoredFile;
  clientId: string;
  onRemove: (() => void) | undefined;
}

function FileLine({ file, clientId, onRemove }: FileLineProps) {
  const t = useText('files');
  const format = useFormat();
  const facts = [fileSize(file.size, t, format.number), file.added_by, format.dateTime(file.created_at)];
  return (
    <li className={styles.file}>
      <div className={styles.words}>
        <a className={styles.link} href={contentAddress(clientId, file.id)} download={file.name}>
          {file.name}
        </a>
        <span className={styles.facts}>{facts.join(' · ')}</span>
      </div>
      {onRemove !== undefined && (
        <ActionIcon size="sm" aria-label={t('remove', { name: file.name })} onClick={onRemove}>
          <IconTrash className={styles.icon} />
        </ActionIcon>
      )}
    </li>
  );
}
