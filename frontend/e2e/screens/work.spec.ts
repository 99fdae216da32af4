import { expect, test } from '@playwright/test';
import { core } from '../mock/core';
import { installMockApi, ok } from '../mock/server';
import { work } from '../mock/work';

test('failed work is tried again or given up, and then all is well', async ({ page }) => {
  await installMockApi(page, core, work());
  await page.goto('/settings/work');
  const rows = page.locator('main li').filter({ has: page.getByRole('button') });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('Plan a call back after a missed call');
  await expect(rows.first()).toContainText('TimeoutError: the database did not answer');
  await expect(rows.last()).toContainText('tomorrow.invented');
  await rows.first().getByRole('button', { name: 'Try again' }).click();
  await expect(rows).toHaveCount(1);
  await rows.first().getByRole('button', { name: 'Give up' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Give up' }).click();
  await expect(page.getByText('All is well')).toBeVisible();
});

test('where nothing failed the screen says so', async ({ page }) => {
  await installMockApi(page, core, { 'GET /jobs': ok({ items: [], next_cursor: null }) });
  await page.goto('/settings/work');
  await expect(page.getByText('All is well')).toBeVisible();
});
