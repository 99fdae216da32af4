import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { problemMessage } from '@/api/problem';
import { useText } from '@/i18n/text';
import { ProgressBar } from '@/ui/ProgressBar';
import styles from './Files.module.css';
import type { Upload } from './useUploads';

interface UploadListProps {
  uploads: readonly Upload[];
  onRetry: (upload: Upload) => void;
  onDrop: (id: string) => void;
}

/** What is on its way, and what didn't arrive and why. */
export function UploadList({ uploads, onRetry, onDrop }: UploadListProps) {
  const t = useText('files');
  const common = useText('common');
  if (uploads.length === 0) return null;
  return (
    <ul className={styles.list} aria-live="polite">
      {uploads.map((upload) => (
        <li key={upload.id} className={styles.file}>
          <div className={styles.words}>
            <span className={styles.name}>{upload.file.name}</span>
            {upload.problem === null ? (
              <div
                role="progressbar"
                aria-label={t('sending', { name: upload.file.name })}
                aria-valuenow={Math.round(upload.share * 100)}
              >
                <ProgressBar share={upload.share} />
              </div>
            ) : (
              <span className={styles.problem}>{problemMessage(upload.problem)}</span>
            )}
          </div>
          {upload.problem !== null && (
            <>
              <Button size="xs" variant="subtle" onClick={() => onRetry(upload)}>
                {common('retry')}
              </Button>
              <ActionIcon
                size="sm"
                variant="subtle"
                aria-label={t('forget', { name: upload.file.name })}
                onClick={() => onDrop(upload.id)}
              >
                <IconX className={styles.icon} />
              </ActionIcon>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
