import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { clients } from '../mock/clients';
import { core } from '../mock/core';
import { installMockApi } from '../mock/server';

test('a figure of who fills in opens its rows, page by page, and each leads to its card', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/quality/filling/rows')) asked.push(new URL(request.url()).search);
  });
  await installMockApi(page, core, clients);
  await page.goto('/quality');
  const table = page.getByRole('region', { name: 'Who fills in, last 30 days' });
  await table.getByRole('row').nth(1).getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  await expect(dialog.getByRole('listitem').first()).toContainText('Phone');
  await expect(dialog.getByText('A client out of your sight')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.screenshot({ path: 'shots/quality-filling-rows.png' });
  await dialog.getByRole('button', { name: 'Show more' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(6);
  await expect(dialog.getByRole('button', { name: 'Show more' })).toHaveCount(0);
  await expect.poll(() => asked[0]).toContain('what=added');
  await expect.poll(() => asked[1]).toContain('cursor=next');
  await dialog.getByRole('link', { name: 'Anor 1' }).click();
  await expect(page).toHaveURL(/\/clients\/c1/);
  await expect(dialog).toBeHidden();
});
