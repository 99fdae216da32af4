import { expect, test } from '@playwright/test';
import { clients } from '../mock/clients';
import { core } from '../mock/core';
import { fields } from '../mock/fields';
import { installMockApi } from '../mock/server';
import { importing } from '../mock/transfer';

test('a table goes in from the file to the undo', async ({ page }) => {
  const { table, asked } = importing();
  await installMockApi(page, core, clients, fields, table);
  await page.goto('/imports');
  await page.locator('input[type=file]').setInputFiles({
    name: 'clients.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Имя,Телефон,Стиль,Кто ведёт\nАнна Петрова,901234567,лофт,НК\n'),
  });

  await page.getByRole('combobox', { name: 'Where “Стиль” goes' }).selectOption('custom.f2');
  await page.getByRole('combobox', { name: 'Where “Кто ведёт” goes' }).selectOption('owner');
  await page.getByRole('button', { name: 'What the values of “Стиль” mean' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '“барокко” means' }).selectOption('o1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('1 value means another')).toBeVisible();
  await page.getByRole('combobox', { name: 'Who has only a name in common' }).selectOption('skip');
  await page.getByRole('combobox', { name: 'Whose they are' }).selectOption('turns');
  const managers = page.getByLabel('Managers in turns').and(page.locator('input'));
  await managers.click();
  // The native lists of the form have options too.
  const offered = page.getByRole('listbox', { name: 'Managers in turns' }).getByRole('option');
  await offered.nth(0).click();
  await offered.nth(1).click();
  await managers.press('Escape');
  await page.getByRole('button', { name: 'Try it out' }).click();

  await expect(page.getByText('looks like Anna Petrova')).toBeVisible();
  await expect(page.getByText('not a phone number: звонить Ане')).toBeVisible();
  await expect(page.getByText('same as row 1')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Rows left out, as a table' })).toHaveAttribute(
    'href',
    '/api/v1/imports/i1/errors',
  );
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('button', { name: 'Undo the whole import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the whole import' }).click();
  await expect(page.getByText('kept: worked with since')).toBeVisible();
  await expect
    .poll(() => asked)
    .toEqual([
      { name: 'clients.csv' },
      { chunk: '0' },
      {
        mapping: [
          { field: 'name', values: {} },
          { field: 'phone', values: {} },
          { field: 'custom.f2', values: { барокко: 'o1' } },
          { field: 'owner', values: {} },
        ],
        kind: 'person',
        policy: 'update_empty',
        alike: 'skip',
        tags: [],
        owners: [expect.any(String), expect.any(String)],
      },
      'undo',
    ]);
});

test('what was said stays said when one comes back from the dry run', async ({ page }) => {
  const { table } = importing({
    state: 'checked',
    counts: { created: 5 },
    options: { kind: 'company', policy: 'overwrite', alike: 'same', tags: ['fair'], owners: ['u1', 'u2'] },
  });
  await installMockApi(page, core, clients, fields, table);
  await page.goto('/imports?id=i1');
  await page.getByRole('button', { name: 'Change the mapping' }).click();
  await expect(page.getByRole('combobox', { name: 'Rows are' })).toHaveValue('company');
  await expect(page.getByRole('combobox', { name: 'Who is in the base already' })).toHaveValue('overwrite');
  await expect(page.getByRole('combobox', { name: 'Who has only a name in common' })).toHaveValue('same');
  await expect(page.getByRole('combobox', { name: 'Whose they are' })).toHaveValue('turns');
});
