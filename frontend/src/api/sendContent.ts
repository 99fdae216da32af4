import { client } from './generated/client.gen';
import { ApiProblem, toProblem } from './problem';

interface Content {
  url: string;
  path: Record<string, string>;
  query: Record<string, string>;
  body: Blob;
  /** Hears how much is sent, 0 to 1: the one thing that `fetch` does not tell. */
  onShare: (share: number) => void;
  signal: AbortSignal;
}

/** Sends a content as it is by PUT; safe to repeat. Rejects with an ApiProblem, or with the signal's reason. */
export function sendContent({ url, path, query, body, onShare, signal }: Content): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', client.buildUrl({ url, path, query }));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onShare(total === 0 ? 1 : loaded / total);
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(toProblem(parsed(request.responseText), new Response(null, { status: request.status })));
    };
    request.onerror = () => reject(new ApiProblem(0, { code: 'network_lost' }));
    request.onabort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
