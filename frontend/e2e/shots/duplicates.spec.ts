import { clients, similarClient } from '../mock/clients';
import { core } from '../mock/core';
import { duplicates } from '../mock/duplicates';
import { fields } from '../mock/fields';
import { ok } from '../mock/server';
import { look } from './look';

const tables = [core, clients, fields, duplicates];
const alike = {
  'POST /clients/similar': ok({
    items: [
      { ...similarClient, id: 'c7' },
      { ...similarClient, id: 'c8', name: 'Дилноза К.', score: 52, reasons: ['similar_name', 'other_contacts'] },
    ],
  }),
};

look({ name: 'duplicates', address: '/duplicates', tables });
look({
  name: 'duplicates-none',
  address: '/duplicates',
  tables: [...tables, { 'GET /clients/duplicates': ok({ items: [], next_cursor: null }) }],
});
look({
  name: 'merge-choose',
  address: '/clients/c1',
  tables: [...tables, alike],
  before: async (page) => {
    await page.locator('aside button[aria-haspopup=dialog]').last().click();
    await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  },
});
look({
  name: 'merge-compare',
  address: '/clients/c1',
  tables: [...tables, alike],
  before: async (page) => {
    await page.locator('aside button[aria-haspopup=dialog]').last().click();
    await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').click();
    await page.getByRole('dialog').getByRole('table').waitFor();
  },
});
look({
  name: 'client-looks-like',
  address: '/clients?new=true',
  tables,
  before: async (page) => {
    const form = page.getByRole('dialog');
    await form.getByRole('textbox').first().fill('Каримова Дилноза');
    await form.locator('input[type=tel]').fill('90 123-45-67');
    await form.getByRole('listitem').first().waitFor();
  },
});
