import { core } from '../mock/core';
import { dealsTable } from '../mock/deals';
import { catalogue } from '../mock/products';
import { look } from './look';

look({ name: 'deals', address: '/deals', tables: [core, catalogue, dealsTable()] });
look({ name: 'deal', address: '/deals/d4', tables: [core, dealsTable()] });
look({ name: 'deals-list', address: '/deals?view=list', tables: [core, dealsTable()] });
look({
  name: 'deals-move',
  address: '/deals',
  tables: [core, dealsTable()],
  before: async (page) => {
    await page.getByRole('link', { name: '24 rooms, hotel Anor' }).focus();
    await page.keyboard.press('m');
    await page.keyboard.press('1');
    await page.getByRole('dialog', { name: /Offer sent/ }).waitFor();
  },
});
look({ name: 'deals-new', address: '/deals?new=true', tables: [core, dealsTable()] });
