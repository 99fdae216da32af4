import { expect, test } from '@playwright/test';
import { clients, similarClient } from '../mock/clients';
import { core, me } from '../mock/core';
import { duplicates, pairs } from '../mock/duplicates';
import { fields } from '../mock/fields';
import { ok, type MockTable } from '../mock/server';
import { installMockApi } from '../mock/server';

const tables = [core, clients, fields, duplicates];

/** A review list that remembers what was decided, and what was asked of it. */
function review() {
  const decided = new Set<string>();
  const asked: unknown[] = [];
  const left = () => pairs.filter((pair) => !decided.has(pair.id));
  const table: MockTable = {
    'GET /clients/duplicates': () => ({ body: { items: left(), next_cursor: null } }),
    'GET /clients/duplicates/count': () => ({ body: { count: left().length } }),
    'POST /clients/{id}/merge': ({ path, body }) => {
      asked.push({ merge: path.id, ...(body as object) });
      decided.add(left()[0]!.id);
      return { body: { merge_id: 'm1', client_id: path.id, version: 9 } };
    },
    'POST /clients/merges/{id}/undo': ({ path }) => {
      asked.push({ undo: path.id });
      decided.clear();
      return { body: { merge_id: path.id, client_id: 'c1', version: 10 } };
    },
    'POST /clients/duplicates/{id}/dismiss': ({ path }) => {
      asked.push({ dismiss: path.id });
      decided.add(path.id!);
      return {};
    },
    'POST /clients/duplicates/{id}/reopen': ({ path }) => {
      asked.push({ reopen: path.id });
      decided.delete(path.id!);
      return {};
    },
  };
  return { table, asked };
}

test.describe('the review of duplicates', () => {
  test('goes by keyboard alone: choose, merge, undo, not the same', async ({ page }) => {
    const { table, asked } = review();
    await installMockApi(page, ...tables, table);
    await page.goto('/duplicates');
    await expect(page.getByRole('row', { name: /Name/ })).toHaveAttribute('data-active', 'true');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(page.getByText('2 to review')).toBeVisible();
    await expect
      .poll(() => asked)
      .toEqual([
        { merge: 'c1', other_id: 'c7', other_version: 4, take: { name: 'theirs', position: 'mine' } },
      ]);
    await page.keyboard.press('u');
    await expect(page.getByText('3 to review')).toBeVisible();
    await page.keyboard.press('x');
    await expect(page.getByText('2 to review')).toBeVisible();
    await page.keyboard.press('u');
    await expect(page.getByText('3 to review')).toBeVisible();
    await expect
      .poll(() => asked.slice(1))
      .toEqual([{ undo: 'm1' }, { dismiss: 'pair1' }, { reopen: 'pair1' }]);
  });

  test('shows words for ids, and swaps which record stays', async ({ page }) => {
    const { table, asked } = review();
    await installMockApi(page, ...tables, table);
    await page.goto('/duplicates');
    await expect(page.getByRole('button', { name: /^Company/ }).first()).toHaveText('отель «Анор»');
    await expect(page.getByRole('button', { name: /^Этаж/ }).last()).toHaveText('7');
    await expect(page.getByRole('button', { name: /^Language/ }).last()).toHaveText('Oʻzbekcha');
    await page.getByRole('button', { name: 'Swap' }).click();
    await expect(page.getByRole('columnheader', { name: /Kept record/ })).toContainText('Каримова Дилноза 6');
    await page.getByRole('button', { name: /^Merge/ }).click();
    await expect.poll(() => asked).toMatchObject([{ merge: 'c7', other_id: 'c1' }]);
  });

  test('Enter on a value chooses it and merges nothing', async ({ page }) => {
    const { table, asked } = review();
    await installMockApi(page, ...tables, table);
    await page.goto('/duplicates');
    const value = page.getByRole('button', { name: /^Name/ }).last();
    await value.focus();
    await page.keyboard.press('Enter');
    await expect(value).toHaveAttribute('aria-pressed', 'true');
    expect(asked).toEqual([]);
  });
});

test.describe('merging from the card', () => {
  test('finds the other record, compares, merges and takes it back', async ({ page }) => {
    const asked: unknown[] = [];
    await installMockApi(page, ...tables, {
      'POST /clients/similar': ({ body }) => {
        asked.push(body);
        return { body: { items: [{ ...similarClient, id: 'c7', name: 'Karimova D.' }] } };
      },
      'POST /clients/{id}/merge': ({ path, body }) => {
        asked.push({ merge: path.id, ...(body as object) });
        return { body: { merge_id: 'm1', client_id: path.id, version: 9 } };
      },
      'POST /clients/merges/{id}/undo': ({ path }) => {
        asked.push({ undo: path.id });
        return { body: { merge_id: path.id, client_id: 'c1', version: 10 } };
      },
    });
    await page.goto('/clients/c1');
    await page.getByRole('button', { name: 'Merge with…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /Karimova D\./ }).click();
    await dialog
      .getByRole('button', { name: /^Manager/ })
      .last()
      .click();
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Undone: both records are back')).toBeVisible();
    await expect
      .poll(() => asked)
      .toMatchObject([
        { except_id: 'c1', kind: 'person', phones: ['90 123-45-67', '71 200 00 11'] },
        { merge: 'c1', other_id: 'c7', take: { owner_id: 'theirs' } },
        { undo: 'm1' },
      ]);
  });

  test('lists what was merged, the last to be made two again; not for whoever may not merge', async ({
    page,
  }) => {
    const merges = ok({
      items: ['m2', 'm1'].map((id) => ({
        id,
        loser_id: 'c7',
        loser_name: `Karimova ${id}`,
        created_at: '2026-11-20T09:00:00Z',
        made_by_name: 'Нана Каладзе',
      })),
    });
    let undone: string | undefined;
    await installMockApi(page, ...tables, {
      'GET /clients/{id}/merges': merges,
      'POST /clients/merges/{id}/undo': ({ path }) => {
        undone = path.id;
        return { body: { merge_id: path.id, client_id: 'c1', version: 10 } };
      },
    });
    await page.goto('/clients/c1');
    await page.getByRole('button', { name: 'Make two again' }).click();
    await expect.poll(() => undone).toBe('m2');
    await installMockApi(page, ...tables, {
      'GET /clients/{id}/merges': merges,
      'GET /auth/me': ok({ ...me, fields: { personal: 'fill', events: 'edit' } }),
    });
    await page.reload();
    await expect(page.getByText('Karimova m1')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Make two again' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Merge with…' })).toHaveCount(0);
  });
});

test.describe('adding somebody', () => {
  test('who is in the base already is said while she is being typed, and opened', async ({ page }) => {
    await installMockApi(page, ...tables);
    await page.goto('/clients?new=true');
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Name' }).fill('Каримова');
    await form.getByRole('textbox', { name: 'Phone' }).fill('90 123-45-67');
    await expect(form.getByText('This looks like…')).toBeVisible();
    await form.getByRole('button', { name: 'Open Каримова Дилноза' }).click();
    await expect(page).toHaveURL(/\/clients\/c1/);
  });

  test('she can be added anyway', async ({ page }) => {
    await installMockApi(page, ...tables);
    await page.goto('/clients?new=true');
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Name' }).fill('Каримова');
    await form.getByRole('textbox', { name: 'Phone' }).fill('90 123-45-67');
    await page.keyboard.press('Enter');
    await form.getByRole('button', { name: 'Create another one anyway' }).click();
    await expect(page).toHaveURL(/\/clients\/c2/);
  });
});
