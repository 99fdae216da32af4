import { expect, test } from '@playwright/test';
import { clients } from '../mock/clients';
import { core } from '../mock/core';
import { lists } from '../mock/lists';
import { installMockApi, ok } from '../mock/server';

const part = (deal_id: string, title: string, roles: string[]) => ({
  deal_id,
  title,
  client_name: 'Hotel Sol',
  stage_name: 'Offer sent',
  status: 'open',
  amount: '48000000.00',
  currency: 'UZS',
  role: roles[0],
  roles,
});

test('the card of a client names every part that she has in a deal of another', async ({ page }) => {
  await installMockApi(page, core, clients, lists, {
    'GET /deals/taking-part': ok({
      items: [
        part('d1', '24 rooms, hotel Sol', ['decision_maker', 'buyer']),
        part('d2', 'Lobby, hotel Sol', ['user']),
      ],
    }),
  });
  await page.goto('/clients/c1');
  const parts = page.getByRole('region', { name: 'Takes part in deals' });
  await expect(parts.getByRole('listitem').first()).toContainText('Decides, Buys · Hotel Sol · Offer sent');
  await expect(parts.getByRole('listitem').last()).toContainText('Will use it · Hotel Sol · Offer sent');
});
