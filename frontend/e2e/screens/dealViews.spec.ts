import { expect, test, type Page } from '@playwright/test';
import { core } from '../mock/core';
import { dealsTable, pipeline } from '../mock/deals';
import { dealViews } from '../mock/dealViews';
import { installMockApi, ok, type MockTable } from '../mock/server';

async function open(page: Page, address = '/deals', width = 1440, more: MockTable = {}) {
  await page.clock.setFixedTime('2026-11-21T04:30:00Z');
  await page.setViewportSize({ width, height: 900 });
  const deals = dealsTable();
  const api = await installMockApi(page, core, deals, dealViews(deals), more);
  await page.goto(address);
  return api;
}

const asked = (page: Page, what: string) => page.waitForRequest(`**/deals/${what}`);
const bodyOf = async (request: ReturnType<typeof asked>) =>
  (await request).postDataJSON() as Record<string, unknown>;

test('F filters the board by a field of the deal; the conditions stand in words and go by a click', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('link', { name: 'Hotel lobby' }).waitFor();
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: 'Which deals' });
  await dialog.getByRole('combobox', { name: 'Field' }).focus();
  await page.keyboard.type('Has no next');
  await page.keyboard.press('Enter');
  const board = asked(page, 'query/board');
  await dialog.getByRole('button', { name: 'Show' }).click();
  const filter = { all: [{ field: 'without_step', is: true }] };
  expect(await bodyOf(board)).toEqual({ pipeline_id: 'p1', filter });
  await expect(page.getByRole('button', { name: 'Filter · 1' })).toBeVisible();
  const chip = page.getByRole('button', { name: 'Remove the condition: Has no next step' });
  const list = asked(page, 'query');
  await page.getByText('List', { exact: true }).click();
  expect(await bodyOf(list)).toMatchObject({ filter, pipeline_id: 'p1', status: 'open' });
  await chip.click();
  await expect(chip).toBeHidden();
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeVisible();
});

test('of very many products the wanted one is found by its name, and stands so among the conditions', async ({
  page,
}) => {
  const catalogue = Array.from({ length: 1200 }, (_, number) => ({
    id: `w${number}`,
    name: `Window ${number}`,
    prices: {},
  }));
  const fields = dealViews(dealsTable())['GET /fields/registry']!;
  const sold = {
    ...{ name: 'product', kind: 'multi_choice', label: null, group: '', may_sort: false, groupable: false },
    ...{ operators: ['contains', 'any_of', 'is_empty'], shown: false, refers: 'product' },
    ...{ options: [], option_labels: [] },
  };
  await open(page, '/deals', 1440, {
    'GET /fields/registry': (request) => {
      const { items } = fields(request).body as { items: object[] };
      return { body: { items: [...items, sold] } };
    },
    'GET /products': ({ query }) => {
      const wanted = query.get('q') ?? '';
      const items = catalogue.filter(({ name }) => name.includes(wanted));
      return { body: { items: items.slice(0, Number(query.get('limit'))), next_cursor: null } };
    },
    'GET /products/{id}': ({ path }) => ({ body: catalogue.find(({ id }) => id === path.id) }),
  });
  await page.getByRole('link', { name: 'Hotel lobby' }).waitFor();
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: 'Which deals' });
  await dialog.getByRole('combobox', { name: 'Field' }).focus();
  await page.keyboard.type('Product');
  await page.keyboard.press('Enter');
  const value = dialog.getByRole('combobox', { name: 'Value' });
  await value.fill('Window 1187');
  await page.getByRole('option', { name: 'Window 1187' }).click();
  await dialog.getByRole('combobox', { name: 'Condition' }).last().click();
  await page.getByRole('option', { name: 'is one of' }).click();
  await value.fill('Window 44');
  await page.getByRole('option', { name: 'Window 44', exact: true }).click();
  await value.fill('Window 1187');
  await page.getByRole('option', { name: 'Window 1187' }).click();
  const board = asked(page, 'query/board');
  await dialog.getByRole('button', { name: 'Show' }).click();
  expect((await bodyOf(board)).filter).toEqual({ all: [{ field: 'product', any_of: ['w44', 'w1187'] }] });
  await page.reload();
  await expect(
    page.getByRole('button', { name: /Remove the condition: .*Window 44, Window 1187/ }),
  ).toBeVisible();
});

test('a view of deals has an address, continues its columns by its filter, and is asked again by news', async ({
  page,
}) => {
  const filter = { all: [{ field: 'amount', gt: 10_000_000 }] };
  const first = asked(page, 'query/board');
  const more = asked(page, 'query');
  const api = await open(page, '/deals?saved=v1');
  expect((await bodyOf(first)).filter).toEqual(filter);
  await expect(page.getByRole('link', { name: 'Big hotels' })).toHaveAttribute('aria-current', 'page');
  const column = page.getByRole('region', { name: 'Offer sent' });
  await column.getByRole('link').first().focus();
  for (let press = 0; press < 20; press += 1) await page.keyboard.press('j');
  expect(await bodyOf(more)).toMatchObject({ filter, stage_id: 's3', sort: ['-stage_entered_at'] });
  const again = asked(page, 'query/board');
  await api.whenFollowed('board:p1');
  api.push('board:p1', 'deal.created', {
    id: 'new',
    pipeline_id: 'p1',
    stage_id: 's1',
    title: 'Not by this filter',
  });
  await again;
  await expect(page.getByText('Not by this filter')).toBeHidden();
});

test('what is filtered by is saved as a view of deals', async ({ page }) => {
  await open(page, '/deals?saved=v1&view=list');
  await page.getByRole('button', { name: /Remove the condition/ }).click();
  const saved = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/views'),
  );
  await page.getByRole('button', { name: 'Save as a view' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('All by amount');
  await page.keyboard.press('Enter');
  expect((await saved).postDataJSON()).toMatchObject({
    subject: 'deal',
    name: 'All by amount',
    shape: { filter: null, sort: ['-amount'] },
  });
  await expect(page).toHaveURL(/saved=v2/);
});

const two: MockTable = {
  'GET /pipelines': ok({ items: [pipeline, { ...pipeline, id: 'p2', name: 'Service', position: 2 }] }),
};

test('a view opens the pipeline it was saved in, by its address alone, and another one is a change of it', async ({
  page,
}) => {
  const board = page.waitForRequest((sent) => sent.url().includes('/deals/board?pipeline_id=p2'));
  await open(page, '/deals?saved=v5', 1440, two);
  await board;
  const view = page.getByRole('link', { name: 'Service to do' });
  await expect(view).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('button', { name: 'Save as a view' })).toBeHidden();
  await page.goto('/deals?saved=v5&pipeline=p1');
  const changed = page.waitForRequest(
    (sent) => sent.method() === 'PATCH' && sent.url().endsWith('/views/v5'),
  );
  await page.getByRole('button', { name: 'Save changes' }).click();
  expect((await changed).postDataJSON()).toMatchObject({ shape: { within_id: 'p1' } });
  await page.getByRole('link', { name: 'Big hotels' }).click();
  await expect(page).toHaveURL(/pipeline=p2&saved=v1/);
  await view.click();
  await expect(page).not.toHaveURL(/pipeline=/);
});
