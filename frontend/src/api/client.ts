import { randomUuid } from '@/lib/uuid';
import { client } from './generated/client.gen';
import { ApiProblem, toProblem } from './problem';

const retries = 2;
const firstPauseMilliseconds = 300;

/** Operations that say 401 about what was typed, not about the session. */
const ownUnauthorized = /\/auth\/(login|password)$/;

let onSessionEnded: () => void = () => undefined;

/**
 * Prepares the generated client; call once before the first request.
 * `sessionEnded` is called when the API no longer knows the session.
 */
export function configureApi(options: { sessionEnded: () => void; fetch?: typeof fetch }): void {
  onSessionEnded = options.sessionEnded;
  const send = options.fetch ?? ((request: RequestInfo | URL) => globalThis.fetch(request));
  client.setConfig({ credentials: 'same-origin', fetch: (request) => patientFetch(request, send) });
  client.interceptors.request.clear();
  client.interceptors.error.clear();
  client.interceptors.request.use(withIdempotencyKey);
  client.interceptors.error.use((error, response: Response | undefined, request) => {
    if (request.signal.aborted) return error;
    const problem = toProblem(error, response);
    if (problem.status === 401 && !ownUnauthorized.test(new URL(request.url).pathname)) onSessionEnded();
    return problem;
  });
}

/** The header for a change of a record with a version. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}

function withIdempotencyKey(request: Request): Request {
  if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
    request.headers.set('Idempotency-Key', randomUuid());
  }
  return request;
}

/**
 * Tries again when the network failed or the server was restarting. Safe for every request: the others can be repeated
 * by their nature, and a POST carries the same Idempotency-Key each time.
 */
async function patientFetch(
  request: RequestInfo | URL,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  const original = request instanceof Request ? request : new Request(request);
  for (let attempt = 0; ; attempt += 1) {
    try {
      const response = await send(original.clone());
      if (!isRestarting(response.status) || attempt >= retries) return response;
    } catch (error) {
      if (original.signal.aborted || attempt >= retries) throw error;
    }
    await pause(firstPauseMilliseconds * 3 ** attempt * (0.5 + Math.random()));
  }
}

const isRestarting = (status: number) => status === 502 || status === 503 || status === 504;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Only what may be mended by waiting is worth another try of a query. */
export function isTemporary(error: unknown): boolean {
  return !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500;
}
