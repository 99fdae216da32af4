import { useFiles } from './useFiles';

/** What the files of a field are called. */
export default function FileNames({ clientId, ids }: { clientId: string; ids: readonly string[] }) {
  const { files } = useFiles(clientId);
  const names = (files ?? []).filter((file) => ids.includes(file.id)).map((file) => file.name);
  return names.join(', ');
}
