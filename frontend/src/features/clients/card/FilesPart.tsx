import type { Client } from '@/api/contract';
import { FilesSection } from '@/entities/files/FilesSection';
import { useFiles } from '@/entities/files/useFiles';
import panel from '../ClientPanel.module.css';

interface FilesPartProps {
  client: Client;
  /** Why none may be added; undefined when one may. */
  locked: string | undefined;
}

/** The files on a client's card. */
export default function FilesPart({ client, locked }: FilesPartProps) {
  const { files, maxBytes, problem, remove } = useFiles(client.id);
  const mayAdd = locked === undefined;
  return (
    <FilesSection
      card={{ of: 'clients', id: client.id }}
      files={files}
      maxBytes={maxBytes}
      problem={problem}
      mayAdd={mayAdd}
      remove={mayAdd ? remove : undefined}
      styles={{ part: panel.part, title: panel.title, titleLine: panel.titleLine }}
    />
  );
}
