import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { core } from '../mock/core';
import { dayTable } from '../mock/day';
import { installMockApi, type MockTable } from '../mock/server';

const morning = '2026-11-21T04:30:00Z';

async function open(page: Page, ...tables: MockTable[]) {
  await page.clock.setFixedTime(morning);
  const api = await installMockApi(page, core, dayTable(), ...tables);
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'The task in hand' }).getByRole('heading')).toBeVisible();
  return api;
}

const inHand = (page: Page) => page.getByRole('region', { name: 'The task in hand' }).getByRole('heading');

test('a task is finished and the next one planned with two keys', async ({ page }) => {
  const api = await open(page);
  await expect(inHand(page)).toHaveText('ООО «Самарканд Текстиль»');
  await page.getByRole('button', { name: /Call: Гиоргадзе/ }).click();
  await expect(inHand(page)).toHaveText('Гиоргадзе Леван');
  const sent = page.waitForRequest('**/tasks/k1/complete');
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  const body = (await sent).postDataJSON() as {
    outcome: string;
    next_task: { kind: string; due_at: string };
  };
  expect(body.outcome).toBe('agreed');
  expect(body.next_task).toMatchObject({ kind: 'mail', due_at: '2026-11-23T05:00:00.000Z' });
  await expect(inHand(page)).toHaveText('Batbayar Oyuna');
  await expect(page.getByRole('button', { name: /Call: Гиоргадзе/ })).toHaveCount(0);
  await expect
    .poll(() => api.requests.filter((request) => request.startsWith('POST')))
    .toEqual(['POST /tasks/k1/complete']);
});

test('a refusal brings the task back with its words and says what is missing beside it', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /Call: Гиоргадзе/ }).click();
  await page.keyboard.press('1');
  await page.getByRole('textbox', { name: 'What was said?' }).fill('Waits for the price');
  await page.getByRole('button', { name: 'without a next step' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(inHand(page)).toHaveText('Гиоргадзе Леван');
  await expect(page.getByRole('textbox', { name: 'What was said?' })).toHaveValue('Waits for the price');
  await expect(page.getByRole('region', { name: 'The task in hand' })).toContainText('needs a next step');
  await page.keyboard.press('Control+Enter');
  await expect(inHand(page)).toHaveText('Batbayar Oyuna');
});

test('a guided process takes a reason where nothing follows, and the way back to a step', async ({
  page,
}) => {
  await open(page, dayTable('guided'));
  const hand = page.getByRole('region', { name: 'The task in hand' });
  await page.getByRole('button', { name: /Call: Гиоргадзе/ }).click();
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'without a next step' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(inHand(page)).toHaveText('Гиоргадзе Леван');
  const reason = hand.getByRole('textbox', { name: 'Why without a next step' });
  await expect(reason).toBeFocused();
  await page.screenshot({ path: 'shots/day-no-step.png' });
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(reason).toHaveAttribute('aria-invalid', 'true');
  await hand.getByRole('button', { name: 'Plan a step' }).click();
  await expect(hand.getByRole('group', { name: 'Next step' })).toBeVisible();
  await hand.getByRole('button', { name: 'without a next step' }).click();
  await reason.fill('The tender is in spring');
  const sent = page.waitForRequest('**/tasks/k1/complete');
  await page.keyboard.press('Control+Enter');
  expect((await sent).postDataJSON()).toEqual({
    outcome: 'agreed',
    no_next_step_reason: 'The tender is in spring',
  });
  await expect(inHand(page)).toHaveText('Batbayar Oyuna');
});

test('a task that is called off asks for the reason in place', async ({ page }) => {
  await page.clock.setFixedTime(morning);
  await installMockApi(page, core, dayTable('guided'));
  await page.goto('/tasks?task=k1');
  const card = page.getByRole('complementary', { name: 'Task' });
  await card.getByRole('button', { name: 'without a next step' }).click();
  await card.getByRole('button', { name: 'Call off' }).click();
  const reason = card.getByRole('textbox', { name: 'Why without a next step' });
  await expect(reason).toBeFocused();
  await reason.fill('They have moved away');
  const sent = page.waitForRequest('**/tasks/k1/cancel');
  await card.getByRole('button', { name: 'Call off' }).click();
  expect((await sent).postDataJSON()).toEqual({ no_next_step_reason: 'They have moved away' });
  await expect(card).toBeHidden();
});

test('S puts a task off until tomorrow and it can be taken back', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /Call: ნინო/ }).click();
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { name: 'Today · 6' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { name: 'Today · 7' })).toBeVisible();
});

test('what needs no words is done by its circle', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Done: Сдать отчёт за неделю' }).click();
  await expect(page.getByText('13 done')).toBeVisible();
});
