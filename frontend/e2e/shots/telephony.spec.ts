import { core } from '../mock/core';
import { telephony } from '../mock/telephony';
import { look } from './look';

const tables = [core, telephony];

look({ name: 'telephony', address: '/settings/telephony', tables });
look({
  name: 'telephony-new',
  address: '/settings/telephony',
  tables,
  before: async (page) => {
    await page.locator('header button').first().click();
    const form = page.getByRole('dialog');
    await form.locator('button[type=submit]').click();
    await form.locator('ol').waitFor();
  },
});
