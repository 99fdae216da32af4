import { expect, test, type Page } from '@playwright/test';
import { bigBoard } from '../mock/bigBoard';
import { core } from '../mock/core';
import { installMockApi } from '../mock/server';

async function open(page: Page) {
  await page.clock.setFixedTime('2026-11-21T04:30:00Z');
  const { table, move } = bigBoard(10_000);
  const api = await installMockApi(page, core, table);
  await page.goto('/deals');
  await page.getByRole('link', { name: 'Deal number 1', exact: true }).waitFor();
  await api.whenFollowed('board:p1');
  const pagesOf = () => api.requests.filter((request) => request === 'GET /deals').length;
  return { ...api, pagesOf, move };
}

const column = (page: Page, name: string) => page.getByRole('region', { name });

/** Down the column as far as its cards go, by the wheel. */
async function scrollTo(page: Page, name: string, title: string) {
  await column(page, name).hover();
  await expect(async () => {
    await page.mouse.wheel(0, 1200);
    await expect(column(page, name).getByRole('link', { name: title, exact: true })).toBeVisible({
      timeout: 50,
    });
  }).toPass();
}

test('a column of 2,500 deals comes by page, and only what is in sight is drawn', async ({ page }) => {
  const { pagesOf } = await open(page);
  await expect(column(page, 'Need identified')).toContainText('2,500 deals');
  expect(pagesOf()).toBe(0);
  // The column has every fourth deal: its hundredth is on the second page.
  await scrollTo(page, 'Need identified', 'Deal number 397');
  expect(pagesOf()).toBeGreaterThanOrEqual(2);
  expect(pagesOf()).toBeLessThan(6);
  expect(await page.locator('[data-deal]').count()).toBeLessThan(120);
});

test('a move of a colleague slides in live and leaves the scrolled column and its pages where they are', async ({
  page,
}) => {
  const board = await open(page);
  await scrollTo(page, 'Need identified', 'Deal number 397');
  const asked = board.pagesOf();
  const seen = column(page, 'Need identified').getByRole('link', { name: 'Deal number 397', exact: true });
  board.push('board:p1', 'deal.moved', board.move('b396', 's4'));
  const target = column(page, 'Contract signed');
  await expect(target.getByRole('article').first()).toContainText('Deal number 397');
  await expect(target.getByRole('article').first()).toHaveAttribute('data-arrived', 'true');
  await expect(seen).toBeHidden();
  await expect(
    column(page, 'Need identified').getByRole('link', { name: 'Deal number 401', exact: true }),
  ).toBeVisible();
  expect(board.pagesOf()).toBe(asked);
});
