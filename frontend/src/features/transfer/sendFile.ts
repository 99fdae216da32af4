import { importsBegin, importsPutChunk, importsRead } from '@/api/operations';

/** Under the size of a request that the server takes. */
const pieceBytes = 900_000;

/** Sends a file in pieces and has it read; returns the import. `onShare` hears how much is sent, 0 to 1. */
export async function sendFile(file: File, onShare: (share: number) => void): Promise<string> {
  const { data } = await importsBegin({ body: { name: file.name.slice(0, 200) } });
  const path = { import_id: data.id };
  for (let start = 0, number = 0; start < file.size; start += pieceBytes, number += 1) {
    await importsPutChunk({
      path: { ...path, number },
      body: file.slice(start, start + pieceBytes),
      bodySerializer: null,
      headers: { 'Content-Type': 'application/octet-stream' },
    });
    onShare(Math.min(1, (start + pieceBytes) / file.size));
  }
  await importsRead({ path });
  return data.id;
}
