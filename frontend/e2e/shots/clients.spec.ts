import { client, clients } from '../mock/clients';
import { core, me } from '../mock/core';
import { fields, values } from '../mock/fields';
import { lists } from '../mock/lists';
import { ok } from '../mock/server';
import { look } from './look';

const tables = [core, clients, lists];
const dots = '••• 67';
/** What somebody sees whose role reads numbers only masked. */
const masked = {
  'GET /auth/me': ok({ ...me, fields: { personal: 'masked', events: 'read' } }),
  'GET /clients/{id}': ok({
    ...client,
    phone: dots,
    contact_points: client.contact_points.map((point) => ({ ...point, value: dots, normalized: dots })),
    custom: { f1: { masked: '•••' } },
  }),
};

look({ name: 'clients', address: '/clients', tables });
look({ name: 'client', address: '/clients/c1', tables });
look({
  name: 'client-fields',
  address: '/clients/c1',
  tables: [core, clients, fields, { 'GET /clients/{id}': ok({ ...client, custom: values }) }],
  before: (page) => page.getByRole('heading', { name: 'Паспорт' }).scrollIntoViewIfNeeded(),
});
look({
  name: 'client-masked',
  address: '/clients/c1',
  tables: [core, clients, fields, masked],
});
look({
  name: 'client-shares',
  address: '/clients/c1',
  tables,
  before: async (page) => {
    const part = page.locator('section').filter({ has: page.getByText(/Who else works|Кто ещё ведёт/) }).last();
    await part.getByRole('button').click();
    await part.scrollIntoViewIfNeeded();
  },
});
look({
  name: 'client-files',
  address: '/clients/c1',
  tables,
  before: async (page) => {
    await page.getByRole('textbox').first().pressSequentially('@');
    await page.locator('a[download]').last().scrollIntoViewIfNeeded();
  },
});
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
look({ name: 'clients-view', address: '/clients?view=v1', tables });
look({
  name: 'clients-filter',
  address: '/clients?view=v1',
  tables,
  before: async (page) => {
    await page.getByRole('main').locator('button[aria-haspopup=dialog]').first().click();
    await page.getByRole('dialog').waitFor();
  },
});
look({
  name: 'clients-bulk',
  address: '/clients',
  tables,
  before: async (page) => {
    if ((page.viewportSize()?.width ?? 0) < 768) return;
    await page.getByRole('checkbox').first().check();
  },
});
look({ name: 'segments', address: '/segments', tables });
look({ name: 'quality', address: '/quality', tables });
look({ name: 'quality-standard', address: '/settings/quality', tables });
