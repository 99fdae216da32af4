import { clients } from '../mock/clients';
import { core } from '../mock/core';
import { look } from './look';

const tables = [core, clients];

look({ name: 'clients', address: '/clients', tables });
look({ name: 'client', address: '/clients/c1', tables });
look({ name: 'client-full', address: '/clients/c1?full=true', tables });
look({
  name: 'client-new',
  address: '/clients?new=true',
  tables,
  before: async (page) => {
    const form = page.getByRole('dialog');
    await form.getByRole('textbox').first().fill('Каримова Дилноза');
    await form.locator('input[type=tel]').fill('90 123-45-67');
    await form.locator('button[type=submit]').click();
    await page.getByRole('alert').waitFor();
  },
});
