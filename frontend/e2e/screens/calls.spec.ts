import { expect, test, type Page } from '@playwright/test';
import { calls, ringingCall, screenPop, strangerPop } from '../mock/calls';
import { clients } from '../mock/clients';
import { core } from '../mock/core';
import { installMockApi, problem, type MockTable } from '../mock/server';

/** The bodies of the outcomes that were sent. */
function recorder() {
  const sent: Record<string, unknown>[] = [];
  const table: MockTable = {
    'POST /calls/{id}/outcome': ({ body }) => {
      sent.push(body as Record<string, unknown>);
      return { body: { ...ringingCall, ...(body as object), version: 9 } };
    },
  };
  return { sent, table };
}

async function open(page: Page, address: string, ...tables: MockTable[]) {
  const { sent, table } = recorder();
  const api = await installMockApi(page, core, clients, calls, table, ...tables);
  await page.goto(address);
  await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
  // The card's code is fetched before the telephone rings.
  await page.waitForLoadState('networkidle');
  return { sent, push: (topic: string, type: string, data: unknown) => api.push(topic, type, data) };
}

const card = (page: Page) => page.getByRole('region', { name: /Дилноза Каримова/ });

test('a ringing call slides in and leaves the focus to who types', async ({ page }) => {
  const { push } = await open(page, '/clients');
  const search = page.getByRole('searchbox');
  await search.fill('Кари');
  push('me', 'screen_pop', screenPop);
  await expect(card(page)).toBeVisible();
  await expect(search).toBeFocused();
  await page.keyboard.type('мова1');
  await expect(search).toHaveValue('Каримова1');
  await expect(card(page).getByText('Мебель для 24 номеров')).toBeVisible();
  await expect(card(page).getByText('will be closed by this call')).toBeVisible();
});

test('by keys alone: to the card, an outcome, words, saved', async ({ page }) => {
  const { push, sent } = await open(page, '/clients');
  push('me', 'screen_pop', screenPop);
  await expect(card(page)).toBeVisible();
  await page.keyboard.press('Alt+c');
  await expect(card(page)).toBeFocused();
  await page.keyboard.press('2');
  await expect(card(page).getByRole('button', { name: /Resolved/ })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Control+Enter');
  await expect(card(page)).toBeHidden();
  await expect.poll(() => sent).toHaveLength(1);
  await expect
    .poll(() => sent[0])
    .toMatchObject({
      outcome: 'resolved',
      deal_id: 'd1',
      complete_task_id: 'k1',
      next_task: { kind: 'call' },
    });
});

test('a call that leaves its deal bare asks why where the process is guided', async ({ page }) => {
  const asked: MockTable = {
    'POST /calls/{id}/outcome': ({ body }) =>
      'next_task' in (body as object) || 'no_next_step_reason' in (body as object)
        ? { body: { ...ringingCall, ...(body as object), version: 9 } }
        : problem(422, 'next_step_required', { params: { deal_id: 'd1', mode: 'guided' } }),
  };
  const { push } = await open(page, '/clients', asked);
  push('me', 'screen_pop', screenPop);
  await card(page)
    .getByRole('button', { name: /Next step/ })
    .click();
  await card(page).getByRole('button', { name: 'Without a next step' }).click();
  await card(page).getByRole('button', { name: 'Save' }).click();
  const reason = card(page).getByRole('textbox', { name: 'Why without a next step' });
  await expect(reason).toBeFocused();
  await expect(card(page).getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.screenshot({ path: 'shots/call-no-step.png' });
  await reason.fill('Asks again in spring');
  const sent = page.waitForRequest('**/outcome');
  await page.keyboard.press('Control+Enter');
  expect((await sent).postDataJSON()).toMatchObject({ no_next_step_reason: 'Asks again in spring' });
  await expect(card(page)).toBeHidden();
});

test('one click logs a call, and one click dismisses a wrong number', async ({ page }) => {
  const { push, sent } = await open(page, '/clients');
  push('me', 'screen_pop', screenPop);
  await card(page).getByRole('button', { name: 'Save' }).click();
  await expect(card(page)).toBeHidden();
  push('me', 'screen_pop', strangerPop);
  const stranger = page.getByRole('region', { name: /\+995599123456/ });
  await stranger.getByRole('button', { name: /Wrong number/ }).click();
  await expect(stranger).toBeHidden();
  await expect
    .poll(() => sent)
    .toEqual([expect.objectContaining({ outcome: 'taken' }), { outcome: 'wrong_number' }]);
});

test('an unknown number needs no more than a name', async ({ page }) => {
  const { push, sent } = await open(page, '/clients');
  push('me', 'screen_pop', strangerPop);
  const stranger = page.getByRole('region', { name: /\+995599123456/ });
  await stranger.getByRole('textbox', { name: 'Who is it?' }).fill('Нино');
  await page.keyboard.press('Control+Enter');
  await expect(stranger).toBeHidden();
  await expect.poll(() => sent[0]).toMatchObject({ outcome: 'taken', client_name: 'Нино' });
});

test('the card follows the call: answered, ended, taken by a colleague, recorded elsewhere', async ({
  page,
}) => {
  const { push } = await open(page, '/clients');
  push('me', 'screen_pop', screenPop);
  await expect(card(page)).toContainText('calling you');
  const answered = { ...ringingCall, state: 'answered', answered_at: '2026-11-21T04:30:00Z', version: 2 };
  push('me', 'call.changed', answered);
  await expect(card(page)).toContainText('talking');
  push('me', 'call.changed', {
    ...answered,
    state: 'ended',
    result: 'answered',
    talk_seconds: 65,
    version: 3,
  });
  await expect(card(page)).toContainText('1:05');
  push('me', 'call.changed', { ...answered, outcome: 'taken', version: 4 });
  await expect(card(page)).toBeHidden();

  push('me', 'screen_pop', strangerPop);
  const stranger = page.getByRole('region', { name: /\+995599123456/ });
  await expect(stranger).toBeVisible();
  const taken = {
    ...strangerPop.call,
    state: 'answered',
    answered_at: '2026-11-21T04:30:00Z',
    user_id: 'u2',
  };
  push('me', 'call.changed', { ...taken, user_name: 'Levan Giorgadze', version: 2 });
  await expect(stranger).toContainText('answered by Levan Giorgadze');
  await expect(stranger).toBeHidden({ timeout: 8000 });
});

test('calls without an outcome come back after a reload, with the words begun', async ({ page }) => {
  const started_at = new Date(Date.now() - 60_000).toISOString();
  const waiting = { ...ringingCall, state: 'ended', result: 'answered', started_at, ended_at: started_at };
  const table: MockTable = {
    'GET /calls': ({ query }) => ({
      body: { items: query.get('needs_outcome') === 'true' ? [waiting] : [], next_cursor: null },
    }),
    'GET /calls/{id}/card': () => ({ body: { ...screenPop, call: waiting } }),
  };
  await open(page, '/clients', table);
  // Over since before the screen was there: it says so quietly and covers nothing.
  await expect(card(page)).toBeHidden();
  await page.getByRole('button', { name: '1 call without an outcome' }).click();
  await card(page).getByRole('textbox', { name: 'What was said' }).fill('wants an oak table');
  await page.reload();
  await expect(card(page).getByRole('textbox', { name: 'What was said' })).toHaveValue('wants an oak table');
  // What was put aside stays away.
  await card(page).getByRole('button', { name: 'Close', exact: true }).click();
  await expect(card(page)).toBeHidden();
  await page.reload();
  await page.waitForLoadState('networkidle');
  await expect(card(page)).toBeHidden();
});

test('a refused outcome keeps the words and asks for the next step', async ({ page }) => {
  const refused: MockTable = {
    'POST /calls/{id}/outcome': () => ({
      status: 422,
      body: { type: 'x', title: 'x', status: 422, code: 'next_step_required', params: {}, errors: [] },
    }),
  };
  const { push } = await open(page, '/clients', refused);
  push('me', 'screen_pop', { ...screenPop, tasks_today: [] });
  await card(page).getByRole('textbox', { name: 'What was said' }).fill('wants a discount');
  await card(page).getByRole('button', { name: 'Save' }).click();
  await expect(card(page).getByRole('alert')).toContainText('next step');
  await expect(card(page).getByRole('group', { name: 'Next step' })).toBeVisible();
  await expect(card(page).getByRole('textbox', { name: 'What was said' })).toHaveValue('wants a discount');
});
