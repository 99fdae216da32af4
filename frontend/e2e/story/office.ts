import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { randomUUID } from 'node:crypto';

export const password = 'four words in a row';

/** Calls the API as the person whose page it is: with her session, as the screens do. */
export class Api {
  private readonly request: APIRequestContext;

  constructor(request: APIRequestContext) {
    this.request = request;
  }

  async get<Answer>(path: string): Promise<Answer> {
    const answer = await this.request.get(`/api/v1${path}`);
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as Answer;
  }

  async send<Answer>(
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    data: unknown,
    version?: number,
  ): Promise<Answer> {
    const answer = await this.request.fetch(`/api/v1${path}`, {
      method,
      data,
      headers: {
        'Idempotency-Key': randomUUID(),
        ...(version === undefined ? {} : { 'If-Match': `"${String(version)}"` }),
      },
    });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as Answer;
  }
}

interface Invited {
  page: Page;
  userId: string;
}

/** Invites a colleague and lets her come in by the link, in a browser of her own. */
export async function invite(
  browser: Browser,
  admin: Api,
  person: { name: string; email: string; role: string; teamId: string },
): Promise<Invited> {
  const roles = await admin.get<{ items: { id: string; key: string }[] }>('/roles');
  const role = roles.items.find(({ key }) => key === person.role);
  const { link } = await admin.send<{ link: string }>('POST', '/invitations', {
    name: person.name,
    email: person.email,
    role_id: role?.id,
    team_id: person.teamId,
  });
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  const address = new URL(link);
  await page.goto(address.pathname + address.hash);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  const me = await new Api(page.request).get<{ user: { id: string } }>('/auth/me');
  return { page, userId: me.user.id };
}
