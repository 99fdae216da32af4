import type { Page } from '@playwright/test';
import { core } from '../mock/core';
import { fields } from '../mock/fields';
import { catalogue } from '../mock/products';
import { hours } from '../mock/hours';
import { work } from '../mock/work';
import { look } from './look';

const dialog = (page: Page) => page.getByRole('dialog').waitFor();

look({ name: 'settings-profile', address: '/settings/profile', tables: [core] });
look({ name: 'settings-workspace', address: '/settings/workspace', tables: [core] });
look({ name: 'settings-hours', address: '/settings/working-hours', tables: [core, hours] });
look({ name: 'settings-people', address: '/settings/people', tables: [core] });
look({
  name: 'settings-person',
  address: '/settings/people',
  tables: [core],
  before: async (page) => {
    await page.locator('main li button').nth(1).click();
    await dialog(page);
  },
});
look({
  name: 'settings-invite',
  address: '/settings/people',
  tables: [core],
  before: async (page) => {
    await page.locator('main header button').first().click();
    await dialog(page);
    await page.getByRole('dialog').locator('input').first().fill('María Hernández');
    await page.getByRole('dialog').locator('input[type=email]').fill('maria@example.com');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await page.getByRole('dialog').locator('input[readonly]').first().waitFor();
  },
});
look({ name: 'settings-teams', address: '/settings/teams', tables: [core] });
look({ name: 'settings-roles', address: '/settings/roles', tables: [core] });
look({ name: 'settings-work', address: '/settings/work', tables: [core, work()] });
look({ name: 'settings-api-keys', address: '/settings/api-keys', tables: [core] });
look({
  name: 'settings-api-key-new',
  address: '/settings/api-keys',
  tables: [core],
  before: async (page) => {
    await page.locator('main header button').first().click();
    await dialog(page);
  },
});
look({ name: 'settings-products', address: '/settings/products', tables: [core, catalogue] });
look({ name: 'settings-fields', address: '/settings/fields', tables: [core, fields] });
look({
  name: 'settings-field',
  address: '/settings/fields',
  tables: [core, fields],
  before: async (page) => {
    await page.getByRole('button', { name: /«?Стиль»?/ }).first().click();
    await dialog(page);
  },
});
look({
  name: 'settings-role-fields',
  address: '/settings/roles',
  tables: [core, fields],
  before: (page) => page.locator('main table').last().scrollIntoViewIfNeeded(),
});
