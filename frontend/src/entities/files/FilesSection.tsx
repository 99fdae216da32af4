import { ActionIcon, Button, FileButton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import type { StoredFile } from '@/api/contract';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import styles from './Files.module.css';
import { fileSize } from './fileSize';
import { UploadList } from './UploadList';
import { contentAddress } from './useFiles';
import { useUploads, type FileCard } from './useUploads';

interface FilesSectionProps {
  card: FileCard;
  /** Undefined until they are known. */
  files: readonly StoredFile[] | undefined;
  maxBytes: number | undefined;
  problem: unknown;
  mayAdd: boolean;
  /** Undefined when none may be taken off. */
  remove: ((file: StoredFile) => void) | undefined;
  styles: { part: string | undefined; title: string | undefined; titleLine: string | undefined };
}

/** The files on a card: dropped or chosen, downloaded, taken off again. */
export function FilesSection(props: FilesSectionProps) {
  const { card, files, maxBytes, problem, mayAdd, remove, styles: panel } = props;
  const t = useText('files');
  const { uploads, add, retry, drop } = useUploads(card, maxBytes);
  const [isOver, setOver] = useState(false);
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
            card={card}
            onRemove={remove === undefined ? undefined : () => remove(file)}
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
  card: FileCard;
  onRemove: (() => void) | undefined;
}

function FileLine({ file, card, onRemove }: FileLineProps) {
  const t = useText('files');
  const format = useFormat();
  const facts = [fileSize(file.size, t, format.number), file.added_by, format.dateTime(file.created_at)];
  return (
    <li className={styles.file}>
      <div className={styles.words}>
        <a className={styles.link} href={contentAddress(card, file.id)} download={file.name}>
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
