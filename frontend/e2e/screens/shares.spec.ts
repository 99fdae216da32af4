import { expect, test } from '@playwright/test';
import { clients } from '../mock/clients';
import { core } from '../mock/core';
import { lists } from '../mock/lists';
import { installMockApi, ok } from '../mock/server';

test('a client is shared with one more colleague, by name', async ({ page }) => {
  let userIds = ['u2'];
  await installMockApi(page, core, clients, lists, {
    'GET /clients/{id}/shares': () => ({ body: { user_ids: userIds } }),
    'PUT /clients/{id}/shares': ({ body }) => {
      userIds = (body as { user_ids: string[] }).user_ids;
      return { body: { user_ids: userIds } };
    },
    'GET /users/directory': ok({
      items: [
        { id: 'u2', name: 'Bek Tursunov', team_id: null, is_active: true },
        { id: 'u3', name: 'Ana Diaz', team_id: null, is_active: true },
      ],
    }),
  });
  await page.goto('/clients/c1');
  const part = page.getByRole('region', { name: 'Who else works here' });
  await expect(part.getByText('Bek Tursunov')).toBeVisible();
  await part.getByRole('button', { name: 'Share…' }).click();
  await part.getByRole('combobox').or(part.getByRole('textbox')).first().fill('Ana');
  await page.getByRole('option', { name: 'Ana Diaz' }).click();
  await part.getByRole('button', { name: 'Save' }).click();
  await expect(part.getByText('Ana Diaz')).toBeVisible();
  await expect.poll(() => userIds).toEqual(['u2', 'u3']);
});
