import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { clients } from '../mock/clients';
import { core } from '../mock/core';
import { fields } from '../mock/fields';
import { lists, work } from '../mock/lists';
import { installMockApi, type MockTable } from '../mock/server';

async function open(page: Page, address = '/clients', ...more: MockTable[]) {
  await page.clock.setFixedTime('2026-11-21T04:30:00Z');
  await page.setViewportSize({ width: 1440, height: 900 });
  await installMockApi(page, core, clients, lists, ...more);
  await page.goto(address);
}

const asked = (page: Page) => page.waitForRequest('**/clients/query');
const bodyOf = async (request: ReturnType<typeof asked>) =>
  (await request).postDataJSON() as Record<string, unknown>;

test('a filter is built by the keyboard alone and asked in the body, never in the address', async ({
  page,
}) => {
  await open(page);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.getByRole('button', { name: 'Filter' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Which clients' });
  await dialog.getByRole('combobox', { name: 'Field' }).focus();
  await page.keyboard.type('Came');
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: 'Value' }).fill('fair');
  const request = asked(page);
  await page.keyboard.press('Enter');
  expect((await bodyOf(request)).filter).toEqual({ all: [{ field: 'source', is: 'fair' }] });
  expect(page.url()).not.toContain('fair');
  await expect(page.getByRole('button', { name: 'Filter · 1' })).toBeVisible();
});

test('a view has an address, its shape, and keeps what is changed until it is saved', async ({ page }) => {
  const first = asked(page);
  await open(page, '/clients?view=v1');
  expect(await bodyOf(first)).toMatchObject({
    filter: { all: [{ field: 'quiet_since', older_than_days: 30 }] },
    sort: ['-last_contact_at'],
    marks: [{ field: 'has_phone', is: false }],
  });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Давно молчат');
  const second = asked(page);
  await page.getByRole('button', { name: 'Name' }).click({ modifiers: ['Shift'] });
  expect((await bodyOf(second)).sort).toEqual(['-last_contact_at', 'name']);
  const saved = page.waitForRequest('**/views/v1');
  await page.getByRole('button', { name: 'Save changes' }).click();
  expect((await saved).postDataJSON()).toMatchObject({ shape: { sort: ['-last_contact_at', 'name'] } });
});

test('everybody whom the list finds is tagged, with progress and a way back', async ({ page }) => {
  await open(page, '/clients', {
    'GET /bulk/{id}': () => ({
      body: { ...work, state: 'done', done: 240, finished_at: '2026-11-21T04:31:00Z' },
    }),
  });
  await page.getByRole('checkbox', { name: 'Choose all shown' }).check();
  await page.getByRole('button', { name: 'Choose all 240' }).click();
  await page.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Tags' }).fill('spring');
  const sent = page.waitForRequest('**/bulk');
  await page.getByRole('button', { name: 'Do it' }).click();
  expect((await sent).postDataJSON()).toMatchObject({
    action: 'add_tag',
    params: { tag: 'spring' },
    selection: {},
  });
  await page.clock.resume();
  const status = page.getByRole('status', { name: 'Add a tag' });
  await expect(status).toContainText('240 clients changed');
  const undo = page.waitForRequest('**/bulk/b1/undo');
  await status.getByRole('button', { name: 'Undo' }).click();
  await undo;
});

test('a field of the workspace itself is set on many by its own editor', async ({ page }) => {
  await open(page, '/clients', fields, {
    'POST /bulk': () => ({ status: 202, body: { ...work, action: 'set_custom' } }),
    'GET /bulk/{id}': () => ({ body: { ...work, action: 'set_custom' } }),
  });
  await page.getByRole('checkbox', { name: 'Choose all shown' }).check();
  await page.getByRole('button', { name: 'Set a field' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Field' }).click();
  await page.getByRole('option', { name: 'Стиль' }).click();
  await expect(dialog.getByText('With nothing here the field is emptied')).toBeVisible();
  await dialog.getByRole('button', { name: 'Change: Value' }).click();
  await page.getByRole('option', { name: 'Лофт' }).click();
  const sent = page.waitForRequest('**/bulk');
  await dialog.getByRole('button', { name: 'Do it' }).click();
  expect((await sent).postDataJSON()).toMatchObject({
    action: 'set_custom',
    params: { field: 'f2', value: 'o3' },
  });
});

test('groups stand above their rows with their counts', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Group' }).click();
  await page.getByRole('option', { name: 'Person or company' }).click();
  await expect(page.getByText('Company · 22')).toBeVisible();
});

test('a segment tells why somebody is in it', async ({ page }) => {
  await open(page, '/segments');
  await expect(page.getByRole('button', { name: /Верные.*: Show/ })).toContainText('121 clients');
  await page.getByRole('button', { name: 'Верные, но молчат: Why is she in?' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Whom' }).fill('Каримова');
  await page.getByRole('option').first().click();
  await expect(dialog.getByText('Belongs to the segment')).toBeVisible();
  await expect(dialog.getByText('Purchases more than 2')).toBeVisible();
  await expect(dialog.getByText('now: 5')).toBeVisible();
});

for (const address of ['/clients?view=v1', '/segments']) {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test(`axe finds nothing on ${address} at ${size.width}`, async ({ page }) => {
      await open(page, address);
      await page.setViewportSize(size);
      await page.waitForLoadState('networkidle');
      const found = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });
  }
}
