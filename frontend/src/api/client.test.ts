// @vitest-environment jsdom
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { setLanguage, startTranslations } from '@/i18n/engine';
import { configureApi, ifMatch } from './client';
import { client } from './generated/client.gen';
import { authLogin, authMe, invitationsCreate, usersList } from './operations';
import { ApiProblem, fieldMessage, formErrors, isProblem, problemMessage } from './problem';

const sent: Request[] = [];
let answers: (Response | Error)[] = [];
const sessionEnded = vi.fn();

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });

const send = (request: RequestInfo | URL): Promise<Response> => {
  sent.push(request as Request);
  const next = answers.shift() ?? answer(200, { items: [] });
  return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
};

beforeAll(async () => {
  await startTranslations();
  await setLanguage('en');
  configureApi({ sessionEnded, fetch: send });
  client.setConfig({ baseUrl: 'http://baton.test' });
});

beforeEach(() => {
  sent.length = 0;
  answers = [];
  sessionEnded.mockClear();
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

const caught = async (work: Promise<unknown>): Promise<ApiProblem> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ApiProblem) return error;
    throw error;
  }
  throw new Error('Nothing was thrown');
};

const invitation = { name: 'María', email: 'maria@example.com', role_id: 'r', team_id: null };

describe('every request', () => {
  it('carries an idempotency key on POST and the same one on each try', async () => {
    answers = [new TypeError('network'), answer(503, {}), answer(201, { id: 'i' })];
    await invitationsCreate({ body: invitation });
    const keys = sent.map((request) => request.headers.get('Idempotency-Key'));
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
  });

  it('sends the body again with each try', async () => {
    answers = [answer(503, {}), answer(201, { id: 'i' })];
    await invitationsCreate({ body: invitation });
    expect(await sent[1]?.json()).toEqual(invitation);
  });

  it('has no key when it only reads', async () => {
    await usersList();
    expect(sent[0]?.headers.get('Idempotency-Key')).toBeNull();
  });

  it('quotes the version', () => expect(ifMatch(7)).toEqual({ 'If-Match': '"7"' }));
});

describe('a refusal', () => {
  it('becomes a problem with words of the person’s language', async () => {
    answers = [answer(409, { code: 'email_taken', params: {}, trace_id: 't1' })];
    const problem = await caught(invitationsCreate({ body: invitation }));
    expect(isProblem(problem, 'email_taken')).toBe(true);
    expect(problem.traceId).toBe('t1');
    expect(problemMessage(problem)).toContain('e-mail');
  });

  it('names the fields of a form', async () => {
    const errors = [{ pointer: '/password', code: 'short', detail: '', params: { minimum: 15 } }];
    answers = [answer(422, { code: 'weak_password', errors })];
    const problem = await caught(authLogin({ body: { email: 'a', password: 'b' } }));
    expect(formErrors(problem)).toEqual({ password: 'At least 15 characters' });
    expect(fieldMessage({ pointer: '', code: 'unheard_of', params: {} })).toBe('This does not fit here');
  });

  it('falls back to the status when the code is new, and survives a page of a proxy', async () => {
    answers = [answer(403, { code: 'brand_new' })];
    expect(problemMessage(await caught(usersList()))).toContain('role');
    answers = [new Response('<html>', { status: 500 })];
    expect((await caught(usersList())).code).toBe('server_error');
  });

  it('says how long to wait', async () => {
    answers = [answer(429, { code: 'too_many_attempts' }, { 'Retry-After': '42' })];
    expect((await caught(authLogin({ body: { email: 'a', password: 'b' } }))).retryAfter).toBe(42);
  });

  it('of the network is a problem too, after three tries', async () => {
    answers = [new TypeError('a'), new TypeError('b'), new TypeError('c')];
    const problem = await caught(usersList());
    expect(problem.code).toBe('network_lost');
    expect(sent).toHaveLength(3);
  });
});

describe('401', () => {
  it('ends the session', async () => {
    answers = [answer(401, { code: 'unauthenticated' })];
    await caught(authMe());
    expect(sessionEnded).toHaveBeenCalledOnce();
  });

  it('of the log-in form does not', async () => {
    answers = [answer(401, { code: 'invalid_credentials' })];
    await caught(authLogin({ body: { email: 'a', password: 'b' } }));
    expect(sessionEnded).not.toHaveBeenCalled();
  });
});
