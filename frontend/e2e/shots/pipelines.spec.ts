import type { Page } from '@playwright/test';
import { core } from '../mock/core';
import { furniture, pipelines } from '../mock/pipelines';
import { ok } from '../mock/server';
import { look } from './look';

const tables = [core, pipelines];
const address = '/settings/pipelines';

const open = async (page: Page) => {
  await page.locator('[data-stage=s3] [data-edit]').click();
  await page.locator('[data-stage=s3] form').waitFor();
};

look({ name: 'pipelines', address, tables });
look({ name: 'pipelines-stage', address, tables, before: open });
look({
  name: 'pipelines-time-limit',
  address,
  tables,
  before: async (page) => {
    await page.locator('[data-stage=s2] [data-edit]').click();
    await page.locator('[data-stage=s2] fieldset').last().scrollIntoViewIfNeeded();
  },
});
look({
  name: 'pipelines-win-back',
  address,
  tables,
  before: async (page) => {
    await page.locator('a[href*=deals_revived_won]').scrollIntoViewIfNeeded();
  },
});
look({
  name: 'pipelines-win-back-rule',
  address,
  tables,
  before: async (page) => {
    await page.locator('a[href*=deals_revived_won]').locator('xpath=preceding-sibling::button').click();
    await page.getByRole('dialog').waitFor();
  },
});
look({
  name: 'pipelines-process-name',
  address,
  tables,
  before: async (page) => {
    await open(page);
    await page.locator('[data-stage=s3] form input').first().fill('Waiting for answer');
    await page.locator('[data-stage=s3] [role=status] button').first().waitFor();
  },
});
look({
  name: 'pipelines-new',
  address: '/settings/pipelines',
  tables,
  before: async (page) => {
    await page.locator('header button, main button').filter({ hasText: /pipeline|воронк|ვორონ/i }).first().click();
    await page.getByRole('dialog').getByRole('radio').first().waitFor();
  },
});
look({
  name: 'pipelines-conflict',
  address,
  tables,
  before: async (page) => {
    await open(page);
    await page.locator('[data-stage=s3] form input').first().fill('Offer in hand');
    await page.locator('[data-stage=s3] button[type=submit]').click();
    await page.getByRole('alert').first().scrollIntoViewIfNeeded();
  },
});
look({
  name: 'pipelines-in-use',
  address,
  tables,
  before: async (page) => {
    await open(page);
    await page.locator('[data-stage=s3] form > div:last-child button').first().click();
    await page.getByRole('dialog').locator('button').last().click();
    await page.getByRole('alert').first().scrollIntoViewIfNeeded();
  },
});
look({
  name: 'pipelines-restaging',
  address,
  tables: [
    ...tables,
    {
      'GET /pipelines': ok({
        items: [
          {
            ...furniture,
            restaging: { done: 4500, total: 12_000 },
            stages: furniture.stages.map((stage) => (stage.id === 's3' ? { ...stage, successor_id: 's4' } : stage)),
          },
        ],
      }),
    },
  ],
});
look({
  name: 'pipelines-restage',
  address,
  tables,
  before: async (page) => {
    await open(page);
    await page.locator('[data-stage=s3] form > div:last-child button').first().click();
    await page.getByRole('dialog').locator('button').last().click();
    await page.locator('[data-stage=s3] [role=alert] button').click();
    await page.getByRole('dialog').getByRole('combobox').click();
    await page.getByRole('option').last().click();
    await page.getByRole('dialog').getByRole('status').waitFor();
  },
});
