import { expect, test, type Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { Exchange } from './exchange';
import { Api, invite, password } from './office';

/** Pictures of the story, when a folder is named for them. */
const pictures = process.env.BATON_STORY_PICTURES;
async function picture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
}

interface Stage {
  id: string;
}

const number = '+998901234567';

test('from the first run to a won deal, with the supervisor watching', async ({ page, browser, baseURL }) => {
  // The first run, on the screen.
  await page.goto('/');
  await page.getByLabel('Name of the company').fill('Anor Mebel');
  await picture(page, '1-first-run');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Your name').fill('Olim Admin');
  await page.getByLabel('E-mail').fill('olim@example.com');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Open Baton' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();

  // The office: a team, two colleagues who come in by their links, a telephone line, a pipeline, a plan.
  const admin = new Api(page.request);
  const team = await admin.send<{ id: string }>('POST', '/teams', { name: 'North' });
  const nana = await invite(browser, admin, {
    name: 'Nana Kiknadze',
    email: 'nana@example.com',
    role: 'manager',
    teamId: team.id,
  });
  const lola = await invite(browser, admin, {
    name: 'Lola Supervisor',
    email: 'lola@example.com',
    role: 'supervisor',
    teamId: team.id,
  });
  const user = await admin.get<{ version: number }>(`/users/${nana.userId}`);
  await admin.send('PATCH', `/users/${nana.userId}`, { extension: '101' }, user.version);
  const line = await admin.send<{ hook_url: string; secret: string }>('POST', '/telephony/connections', {
    name: 'Office',
    provider: 'generic',
  });
  const exchange = new Exchange(
    page.request,
    `${baseURL ?? ''}${new URL(line.hook_url).pathname}`,
    line.secret,
  );
  const pipeline = await admin.send<{ id: string; stages: Stage[] }>('POST', '/pipelines', {
    name: 'Furniture projects',
    stages: [
      { name: 'Need identified', semantics: 'open' },
      {
        name: 'Offer sent',
        semantics: 'open',
        hint: 'The offer names a price and a date',
        required_fields: ['deal.amount'],
        checklist: [
          { question: 'Who decides at the client?', kind: 'choice', options: ['She herself', 'Owner'] },
        ],
      },
      { name: 'Paid in full', semantics: 'won' },
      { name: 'Lost', semantics: 'lost' },
    ],
  });
  const month = await thisMonth(admin);
  for (const [metric, period, target] of [
    ['deals_won', 'month', '10'],
    ['calls_answered', 'day', '40'],
  ]) {
    await admin.send('PUT', '/plans', { metric, period, month, user_id: nana.userId, target });
  }
  const hers = new Api(nana.page.request);
  const client = await hers.send<{ id: string }>('POST', '/clients', {
    kind: 'person',
    name: 'Каримова Дилноза',
    contact_points: [{ kind: 'phone', value: number }],
  });
  await hers.send('POST', '/deals', {
    title: '24 rooms, hotel Anor',
    client_id: client.id,
    pipeline_id: pipeline.id,
    next_task: {
      kind: 'call',
      title: 'Ask about the rooms',
      due_at: new Date(Date.now() + 600_000).toISOString(),
    },
  });

  // Due at this very moment: a minute from now may be tomorrow. The call, which may be, leaves it to be done.
  await hers.send('POST', '/tasks', {
    kind: 'mail',
    title: 'Send the catalogue',
    client_id: client.id,
    due_at: new Date().toISOString(),
  });

  // The supervisor watches; the manager stands anywhere; her telephone rings.
  await lola.page.goto('/control');
  const herRow = lola.page.getByRole('row', { name: /Nana Kiknadze/ });
  await expect(herRow).toContainText('0/10');
  await nana.page.goto('/clients');
  await expect(nana.page.getByText('Каримова Дилноза').first()).toBeVisible();
  const call = { id: randomUUID(), from: number, extension: '101' };
  await exchange.send('ringing', call);
  const card = nana.page.getByRole('region', { name: /Каримова Дилноза/ });
  await expect(card).toBeVisible();
  await expect(card).toContainText('24 rooms, hotel Anor');
  await picture(nana.page, '2-incoming-call');

  // She answers; the counter of answered calls moves on both screens; the outcome is one click and Save.
  await exchange.send('answered', call);
  await expect(herRow).toContainText('1/40');
  await exchange.send('ended', { ...call, result: 'answered', talk_seconds: 90 });
  await card.getByRole('button', { name: /Taken on/ }).click();
  await card.getByRole('textbox', { name: 'What was said' }).fill('Wants the offer by Friday');
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(card).toBeHidden();

  // Her day: what is planned stands there; done and the next planned by keys alone.
  await nana.page.goto('/');
  await expect(nana.page.getByRole('region', { name: 'The task in hand' })).toContainText('Каримова Дилноза');
  await picture(nana.page, '3-my-day');
  await nana.page.keyboard.press('1');
  await nana.page.keyboard.press('Control+Enter');
  await expect
    .poll(async () => (await hers.get<{ done_today: number }>('/tasks/day')).done_today)
    .toBeGreaterThanOrEqual(1);

  // The deal moves on; the stage asks in place for what it demands; then it is won.
  await nana.page.goto(`/deals?pipeline=${pipeline.id}`);
  await move(nana.page, '24 rooms, hotel Anor', /Offer sent/);
  const form = nana.page.getByRole('dialog', { name: /Offer sent/ });
  await expect(form).toContainText('Who decides at the client?');
  await picture(nana.page, '4-what-the-stage-asks');
  await form.getByLabel('Amount').fill('48000000');
  await form.getByRole('button', { name: /She herself/ }).click();
  await form.getByRole('button', { name: /^Move/ }).click();
  await expect(form).toBeHidden();
  await move(nana.page, '24 rooms, hotel Anor', /Paid in full/);
  await expect(herRow).toContainText('1/10');
  await picture(lola.page, '5-control');
  await nana.page.goto('/');
  await expect(nana.page.getByRole('region', { name: 'Plan and fact' })).toContainText('9 to go');

  // Every figure opens into its rows.
  await herRow.getByRole('link', { name: /1 of 10/ }).click();
  await expect(lola.page.getByText('24 rooms, hotel Anor')).toBeVisible();
  await picture(lola.page, '6-rows-of-a-figure');

  // A call that nobody answers becomes a task, by the worker.
  const missed = { id: randomUUID(), from: number, extension: '101' };
  await exchange.send('ringing', missed);
  await exchange.send('ended', { ...missed, result: 'missed' });
  await expect
    .poll(async () => {
      const tasks = await hers.get<{ items: { origin: string }[] }>('/tasks?status=open');
      return tasks.items.filter(({ origin }) => origin === 'missed_call').length;
    })
    .toBe(1);
});

/** The month that plans are made for, by the clock of the office: at its end it isn't that of Greenwich. */
async function thisMonth(admin: Api): Promise<string> {
  const { date } = await admin.get<{ date: string }>('/tasks/day');
  return date.slice(0, 7);
}

async function move(page: Page, deal: string, stage: RegExp): Promise<void> {
  await page.getByRole('button', { name: `Move “${deal}” to…` }).click();
  await page.getByRole('menuitem', { name: stage }).click();
}
