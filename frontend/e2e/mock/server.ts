import type { Page, Route, WebSocketRoute } from '@playwright/test';

export interface MockRequest {
  /** Values of the placeholders of the path. */
  path: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
}

/** What a handler answers: a body for 200, or a status with a body. */
export interface MockAnswer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export type MockHandler = (request: MockRequest) => MockAnswer;

/** "GET /clients/{client_id}" → handler. Later tables win. */
export type MockTable = Record<string, MockHandler>;

export const ok =
  (body: unknown): MockHandler =>
  () => ({ body });

export const problem = (status: number, code: string, extra: object = {}): MockAnswer => ({
  status,
  body: { type: `urn:baton:problem:${code}`, title: code, status, code, params: {}, errors: [], ...extra },
});

function compile(key: string) {
  const [method = 'GET', pattern = ''] = key.split(' ');
  const expression = new RegExp(`^${pattern.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  return { method, expression, weight: pattern.includes('{') ? 1 : 0 };
}

/** A piece of a file is sent as it is. */
const isJson = (type: string | undefined) => type?.includes('json') ?? false;

/** Answers for the API in the browser. Returns the socket's sender, so that a test can push frames. */
export async function installMockApi(page: Page, ...tables: MockTable[]) {
  const table = Object.assign({}, ...tables) as MockTable;
  const handlers = Object.entries(table)
    .map(([key, handler]) => ({ ...compile(key), handler }))
    .sort((left, right) => left.weight - right.weight);
  const sockets = new Set<WebSocketRoute>();
  const requests: string[] = [];
  const topics = new Set<string>();

  await page.route('**/api/v1/**', async (route: Route) => {
    const request = route.request();
    const url = new URL(request.url());
    const path = url.pathname.replace('/api/v1', '');
    requests.push(`${request.method()} ${path}`);
    for (const { method, expression, handler } of handlers) {
      const match = request.method() === method ? expression.exec(path) : null;
      if (match === null) continue;
      const {
        status = 200,
        body,
        headers = {},
      } = handler({
        path: match.groups ?? {},
        query: url.searchParams,
        body: isJson(request.headers()['content-type']) ? (request.postDataJSON() as unknown) : null,
      });
      const contentType = status >= 400 ? 'application/problem+json' : 'application/json';
      await route.fulfill({
        status: body === undefined ? 204 : status,
        headers: { 'Content-Type': contentType, ...headers },
        body: JSON.stringify(body),
      });
      return;
    }
    const missing = problem(404, 'not_found');
    await route.fulfill({
      status: 404,
      contentType: 'application/problem+json',
      body: JSON.stringify(missing.body),
    });
  });

  await page.routeWebSocket('**/api/v1/ws', (socket) => {
    sockets.add(socket);
    socket.onMessage((raw) => {
      const message = JSON.parse(String(raw)) as { op: string; topics?: string[] };
      if (message.op === 'ping') socket.send(JSON.stringify({ op: 'pong' }));
      if (message.op === 'subscribe') {
        for (const topic of message.topics ?? []) topics.add(topic);
        socket.send(
          JSON.stringify({ op: 'subscribed', topics: message.topics, refused: [], epoch: 'e', seq: '1-0' }),
        );
      }
    });
    socket.send(JSON.stringify({ op: 'welcome', epoch: 'e', seq: '1-0' }));
  });

  let count = 1;
  return {
    requests,
    /** Resolves when the page follows the topic: what is pushed before goes past it. */
    async whenFollowed(topic: string) {
      while (!topics.has(topic)) await page.waitForTimeout(50);
    },
    push(topic: string, type: string, data: unknown) {
      count += 1;
      for (const socket of sockets) socket.send(JSON.stringify({ topic, seq: `${count}-0`, type, data }));
    },
  };
}
