import { anonymous, core } from '../mock/core';
import { ok, problem } from '../mock/server';
import { look } from './look';

const fresh = { 'GET /setup': ok({ needed: true }) };

look({ name: 'login', address: '/login', tables: [core, anonymous] });
look({
  name: 'login-refused',
  address: '/login',
  tables: [core, anonymous, { 'POST /auth/login': () => problem(401, 'invalid_credentials') }],
  before: async (page) => {
    await page.locator('input[type=email]').fill('nana@example.com');
    await page.locator('input[type=password]').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
  },
});
look({ name: 'setup-company', address: '/setup', tables: [core, anonymous, fresh] });
look({
  name: 'setup-person',
  address: '/setup',
  tables: [core, anonymous, fresh],
  before: async (page) => {
    await page.locator('input[autocomplete=organization]').fill('Mebel Anor');
    await page.keyboard.press('Enter');
    await page.locator('input[autocomplete=name]').waitFor();
  },
});
look({ name: 'invitation', address: '/invitation#abc.def', tables: [core, anonymous] });
