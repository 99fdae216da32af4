import { core } from '../mock/core';
import { look } from './look';

look({ name: 'shell', address: '/', tables: [core] });
look({
  name: 'palette',
  address: '/',
  tables: [core],
  before: async (page) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('anor');
    await page.waitForTimeout(400);
  },
});
look({
  name: 'keys',
  address: '/',
  tables: [core],
  before: async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
  },
});
look({
  name: 'notifications',
  address: '/settings/profile',
  tables: [core],
  before: async (page) => {
    if ((page.viewportSize()?.width ?? 0) < 500) await page.locator('nav button').last().click();
    await page.locator('[data-notifications]').filter({ visible: true }).click();
    await page.waitForTimeout(300);
  },
});
look({
  name: 'account',
  address: '/',
  tables: [core],
  before: async (page) => {
    if ((page.viewportSize()?.width ?? 0) < 500) await page.locator('nav button').last().click();
    await page.locator('[data-account]').filter({ visible: true }).click();
    await page.waitForTimeout(300);
  },
});
