import { expect, test, type Page } from '@playwright/test';
import { core, manager } from '../mock/core';
import { emptyDay } from '../mock/day';
import { newcomer } from '../mock/newcomer';
import { installMockApi, ok, type MockTable } from '../mock/server';

const title = 'Four steps, and the department can work';
const checklist = (page: Page) => page.getByRole('region', { name: title });

const open = async (page: Page, ...tables: MockTable[]) => {
  await installMockApi(page, core, emptyDay, newcomer, ...tables);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
};

test.describe('the first steps of a new workspace', () => {
  test('lead to where each is done', async ({ page }) => {
    await open(page);
    await expect(checklist(page).getByRole('listitem')).toHaveCount(4);
    const places = await checklist(page)
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(places).toEqual([
      '/settings/people',
      '/settings/telephony',
      '/clients?new=true',
      '/settings/plans',
    ]);
    await checklist(page).getByRole('link').nth(2).click();
    await expect(page.getByRole('dialog', { name: 'New client' })).toBeVisible();
  });

  test('are ticked when done', async ({ page }) => {
    await open(page, { 'GET /clients/count': ok({ count: 3 }) });
    await expect(checklist(page).getByRole('link')).toHaveCount(3);
    await expect(checklist(page).getByRole('img', { name: 'done' })).toHaveCount(1);
  });

  test('go when all are done', async ({ page }) => {
    await open(page, {
      'GET /users/directory': core['GET /users/directory'] ?? ok({}),
      'GET /telephony/connections': ok({ items: [{ id: 'l1' }] }),
      'GET /clients/count': ok({ count: 3 }),
      'GET /plans': ok({ items: [{ id: 'p1' }] }),
    });
    await page.waitForLoadState('networkidle');
    await expect(checklist(page)).toHaveCount(0);
  });

  test('stay hidden for the one who has hidden them', async ({ page }) => {
    await open(page);
    await checklist(page).getByRole('button').click();
    await expect(checklist(page)).toHaveCount(0);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await expect(checklist(page)).toHaveCount(0);
  });

  test('are nothing for a manager', async ({ page }) => {
    const { workspace } = manager;
    await open(page, { 'GET /auth/me': ok({ ...manager, workspace: { ...workspace, is_demo: false } }) });
    await page.waitForLoadState('networkidle');
    await expect(checklist(page)).toHaveCount(0);
  });

  test('fit a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page);
    await expect(checklist(page)).toBeVisible();
    const links = await checklist(page)
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => link.getBoundingClientRect().right));
    expect(Math.max(...links)).toBeLessThanOrEqual(390);
  });
});
