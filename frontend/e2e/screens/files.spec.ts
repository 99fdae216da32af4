import { expect, test } from '@playwright/test';
import { clients } from '../mock/clients';
import { core } from '../mock/core';
import { installMockApi, ok, problem } from '../mock/server';

const colleague = '01a200bd-6f10-7a01-8d02-5b1f0a3c9e77';

test.describe('files of a card', () => {
  test('are sent one after the other; what failed is tried again under the same id', async ({ page }) => {
    const sent: [string, string | null][] = [];
    await installMockApi(page, core, clients, {
      'PUT /clients/{id}/files/{file}': ({ path, query }) => {
        sent.push([path.file!, query.get('name')]);
        return sent.length === 2 ? problem(503, 'database_busy') : { status: 201, body: {} };
      },
    });
    await page.goto('/clients/c1');
    const part = page.getByRole('region', { name: 'Files' });
    await expect(part.getByRole('link', { name: /Договор/ })).toHaveAttribute(
      'href',
      '/api/v1/clients/c1/files/file1/content',
    );
    await expect(part.getByText('1.8 MB')).toBeVisible();
    const chooser = page.waitForEvent('filechooser');
    await part.getByRole('button', { name: 'Add files' }).click();
    const files = ['one.txt', 'two.txt'].map((name) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(name),
    }));
    await (await chooser).setFiles(files);
    await part.getByRole('button', { name: 'Try again' }).click();
    await expect(part.getByRole('button', { name: 'Try again' })).toHaveCount(0);
    await expect.poll(() => sent.map(([, name]) => name)).toEqual(['one.txt', 'two.txt', 'two.txt']);
    expect(sent[1]![0]).toBe(sent[2]![0]);
  });

  test('are taken off with Undo', async ({ page }) => {
    const { requests } = await installMockApi(page, core, clients, {
      'DELETE /clients/{id}/files/{file}': () => ({ status: 204 }),
      'POST /clients/{id}/files/{file}/restore': ok({}),
    });
    await page.goto('/clients/c1');
    await page.getByRole('button', { name: /^Remove Договор/ }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => requests).toContain('POST /clients/c1/files/file1/restore');
  });
});

test('a colleague is mentioned by the keyboard and kept by her id', async ({ page }) => {
  let body: unknown;
  await installMockApi(page, core, clients, {
    'POST /clients/{id}/notes': (request) => {
      body = request.body;
      return { status: 201, body: {} };
    },
  });
  await page.goto('/clients/c1');
  const note = page.getByRole('textbox', { name: 'Note' });
  await note.pressSequentially('Спроси @лек');
  await expect(page.getByRole('option', { name: 'Гванца Лекишвили' })).toBeVisible();
  await page.keyboard.press('Enter');
  await note.pressSequentially('про цену');
  await expect(note).toHaveValue('Спроси @Гванца Лекишвили про цену');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => body).toEqual({ text: `Спроси <@${colleague}> про цену` });
});
