import { clients } from '../mock/clients';
import { core } from '../mock/core';
import { fields } from '../mock/fields';
import { importing, tried } from '../mock/transfer';
import { look } from './look';

const tables = (start: Parameters<typeof importing>[0] = {}) => [core, clients, fields, importing(start).table];
const started = '2026-11-21T04:20:00Z';

look({ name: 'imports', address: '/imports', tables: tables() });
look({ name: 'import-mapping', address: '/imports?id=i1', tables: tables() });
look({
  name: 'import-tried',
  address: '/imports?id=i1',
  tables: tables({ state: 'checked', counts: tried, position: 2400 }),
});
look({
  name: 'import-turns',
  address: '/imports?id=i1',
  tables: tables({ options: { owners: ['u1', 'u2'] } }),
  before: (page) => page.getByRole('main').locator('button').last().scrollIntoViewIfNeeded(),
});
look({
  name: 'import-undone',
  address: '/imports?id=i1',
  tables: tables({
    state: 'undone',
    counts: { ...tried, removed: 2190, restored: 150, kept: 10 },
    position: 2400,
    started_at: started,
  }),
});
look({
  name: 'import-running',
  address: '/imports?id=i1',
  tables: tables({ state: 'running', counts: { created: 900 }, position: 1000, started_at: started }),
});
look({
  name: 'import-values',
  address: '/imports?id=i1',
  tables: tables(),
  before: async (page) => {
    await page.getByRole('main').getByRole('button').nth(1).click();
    await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  },
});
