import { expect, test } from '@playwright/test';
import { core, me } from '../mock/core';
import { reports } from '../mock/reports';
import { installMockApi, ok, type MockTable } from '../mock/server';

/** The office counts in another currency. */
const countingIn = (currency: string): MockTable => ({
  'GET /auth/me': ok({ ...me, workspace: { ...me.workspace, currency } }),
});

test('targets of money are as fine as the currency, and those won back are planned as well', async ({
  page,
}) => {
  const set: unknown[] = [];
  await installMockApi(page, core, reports, countingIn('KWD'), {
    'PUT /plans': ({ body }) => {
      set.push(body);
      return { body: { id: 'new', team_id: null, version: 1, ...(body as object) } };
    },
  });
  await page.goto('/settings/plans');
  const revenue = page.getByRole('textbox', { name: /: Revenue, in the month/ }).first();
  await revenue.fill('1250.125');
  await revenue.press('Enter');
  await expect.poll(() => set.length).toBe(1);
  await expect
    .poll(() => set[0])
    .toMatchObject({ metric: 'deals_won_amount', period: 'month', target: '1250.125' });
  const revived = page.getByRole('textbox', { name: /Deals won back into work/ }).first();
  await revived.fill('12');
  await revived.press('Enter');
  await expect.poll(() => set.length).toBe(2);
  await expect.poll(() => set[1]).toMatchObject({ metric: 'deals_revived', period: 'month', target: '12' });
  // Words are no target, and take none away.
  const last = page.getByRole('textbox', { name: /: Revenue, in the month/ }).nth(1);
  const before = await last.inputValue();
  await last.fill('soon');
  await last.blur();
  await expect(last).toHaveValue(before);
});

test('what was won back stands among the figures and opens into its rows', async ({ page }) => {
  await installMockApi(page, core, reports);
  await page.goto('/reports');
  await page.getByRole('link', { name: /Deals won back into work/ }).click();
  await expect(page).toHaveURL(/reports\/deals_revived\?/);
  await expect(page.getByText('Школьная столовая')).toBeVisible();
});
