import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { core } from '../mock/core';
import { dealsTable, pipeline } from '../mock/deals';
import { work } from '../mock/lists';
import { installMockApi, ok, problem, type MockTable } from '../mock/server';

async function open(page: Page, address = '/deals', ...more: MockTable[]) {
  await page.clock.setFixedTime('2026-11-21T04:30:00Z');
  await page.setViewportSize({ width: 1440, height: 900 });
  await installMockApi(page, core, dealsTable(), ...more);
  await page.goto(address);
}

const title = '24 rooms, hotel Anor';
const lobby = 'Hotel lobby';

/** The bulk work of the mock, on deals: one stays where it is. */
const moved = {
  ...work,
  subject: 'deal',
  action: 'move',
  params: { stage_id: 's3' },
  state: 'done',
  total: 2,
  done: 1,
  failed: 1,
  finished_at: '2026-11-21T04:31:00Z',
};
const bulk: MockTable = {
  'POST /bulk': ({ body }) => ({ status: 202, body: { ...moved, ...(body as object) } }),
  'GET /bulk/{id}': ok(moved),
  'GET /bulk/{id}/rows': ok({
    items: [
      {
        record_id: 'd4',
        state: 'failed',
        error: 'stage_requirements_missing',
        detail: { missing: [{ pointer: '/values/deal.expected_on', label: 'deal.expected_on' }] },
        subject: {
          type: 'deal',
          id: 'd4',
          title,
          subtitle: null,
          amount: null,
          currency: null,
          hint: null,
          since: null,
        },
      },
    ],
  }),
};

test('many deals are chosen by box and by key, moved, and each that stays opens its form', async ({
  page,
}) => {
  await open(page, '/deals', bulk);
  await page.getByRole('link', { name: title }).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const bar = page.getByRole('region', { name: '2 chosen' });
  await expect(bar).toBeVisible();
  await page.screenshot({ path: 'shots/deals-chosen.png' });
  await bar.getByRole('button', { name: 'Move to…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move to…' });
  await dialog.getByRole('combobox', { name: 'Stage' }).click();
  await page.getByRole('option', { name: 'Offer sent' }).click();
  const asked = page.waitForRequest('**/bulk');
  await dialog.getByRole('button', { name: 'Do it' }).click();
  expect((await asked).postDataJSON()).toMatchObject({
    subject: 'deal',
    action: 'move',
    params: { stage_id: 's3' },
  });
  const result = page.getByRole('status', { name: 'Deals moved' });
  await expect(result).toContainText('1 stays where it is');
  await expect(result).toContainText(title);
  await page.screenshot({ path: 'shots/deals-moved.png' });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await result.getByRole('button', { name: 'Fill in' }).click();
  await expect(page.getByRole('dialog', { name: /Offer sent/ })).toBeVisible();
});

test('rows of the list are chosen too', async ({ page }) => {
  await open(page, '/deals?view=list', bulk);
  await page.getByRole('checkbox', { name: 'Choose all shown' }).click();
  await page.getByRole('button', { name: 'Give to' }).click();
  await expect(page.getByRole('dialog', { name: 'Give to' })).toBeVisible();
  await page.screenshot({ path: 'shots/deals-given.png' });
});

/** The board on which "Measured on site" demands a phone. */
function demanding(): MockTable {
  const table = dealsTable();
  const move = table['POST /deals/{deal_id}/move'];
  return {
    ...table,
    'POST /deals/{deal_id}/move': (request) => {
      const body = request.body as { values?: Record<string, unknown> };
      const asked = {
        pointer: '/values/client.phone',
        code: 'required',
        detail: '',
        params: { label: 'client.phone', input: 'phone' },
      };
      if (body.values?.['client.phone'] === undefined)
        return problem(422, 'stage_requirements_missing', { errors: [asked] });
      return typeof move === 'function' ? move(request) : (move ?? problem(404, 'not_found'));
    },
  };
}

test('a move with data missing takes four interactions by the keyboard', async ({ page }) => {
  await open(page, '/deals', demanding());
  await page.getByRole('link', { name: lobby }).focus();
  let interactions = 0;
  const keyboard = async (act: (keys: Page['keyboard']) => Promise<void>) => {
    interactions += 1;
    await act(page.keyboard);
  };
  await keyboard((keys) => keys.press('m'));
  await keyboard((keys) => keys.press('1'));
  const form = page.getByRole('dialog', { name: /Measured on site/ });
  await expect(form.getByRole('textbox').first()).toBeFocused();
  await page.screenshot({ path: 'shots/deals-form.png' });
  await keyboard((keys) => keys.type('+998901112233'));
  await keyboard((keys) => keys.press('Control+Enter'));
  await expect(form).toBeHidden();
  await expect(page.getByRole('region', { name: 'Measured on site' })).toContainText(lobby);
  expect(interactions).toBe(4);
});

test('a move with data missing takes three interactions by hand', async ({ page }) => {
  await open(page, '/deals', demanding());
  await page.locator('[data-deal=d3]').dragTo(page.getByRole('region', { name: 'Measured on site' }));
  const form = page.getByRole('dialog', { name: /Measured on site/ });
  await expect(form.getByRole('textbox').first()).toBeFocused();
  await page.keyboard.type('+998901112233');
  await form.getByRole('button', { name: /^Move/ }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole('region', { name: 'Measured on site' })).toContainText(lobby);
});

const pipelinesOf = (mode: typeof pipeline.next_step_mode): MockTable => ({
  'GET /pipelines': ok({ items: [{ ...pipeline, next_step_mode: mode }] }),
});

const sentDeal = (page: Page) =>
  page.waitForRequest((sent) => sent.method() === 'POST' && sent.url().endsWith('/deals'));

/** A new deal, all but its step filled in. */
async function newDeal(page: Page, mode: typeof pipeline.next_step_mode) {
  await open(page, '/deals?new=true', pipelinesOf(mode));
  const form = page.getByRole('dialog', { name: 'New deal' });
  await form.getByRole('textbox', { name: 'Client' }).fill('Anora');
  await page.getByRole('option', { name: /Anora/ }).click();
  return form;
}

test('a new deal of a guided pipeline begins without a step for a reason', async ({ page }) => {
  const form = await newDeal(page, 'guided');
  const sent = sentDeal(page);
  await form.getByRole('button', { name: 'Leave without one…' }).click();
  const reason = form.getByRole('textbox', { name: 'Why without a next step' });
  await expect(reason).toBeFocused();
  await page.screenshot({ path: 'shots/deals-new-no-step.png' });
  await page.keyboard.press('Control+Enter');
  await expect(reason).toHaveAttribute('aria-invalid', 'true');
  await reason.fill('Opens in spring');
  await page.keyboard.press('Control+Enter');
  const body = (await sent).postDataJSON() as object;
  expect(body).toMatchObject({ no_next_step_reason: 'Opens in spring' });
  expect(body).not.toHaveProperty('next_task');
});

test('a pipeline that does not care lets a new deal begin without words, a strict one demands a step', async ({
  page,
}) => {
  const form = await newDeal(page, 'off');
  const sent = sentDeal(page);
  await form.getByRole('button', { name: 'Leave without one…' }).click();
  await expect(form.getByText('No next step')).toBeVisible();
  await form.getByRole('button', { name: 'Open the deal' }).click();
  const body = (await sent).postDataJSON() as object;
  expect(body).not.toHaveProperty('next_task');
  expect(body).not.toHaveProperty('no_next_step_reason');
  await newDeal(page, 'strict');
  await expect(form.getByRole('group', { name: 'Next step' })).toBeVisible();
  await expect(form.getByRole('button', { name: 'Leave without one…' })).toHaveCount(0);
});

test('many deals of a guided pipeline are moved with one reason', async ({ page }) => {
  await open(page, '/deals', bulk, pipelinesOf('guided'));
  await page.getByRole('link', { name: title }).focus();
  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'Move to…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move to…' });
  await dialog.getByRole('combobox', { name: 'Stage' }).click();
  await page.getByRole('option', { name: 'Offer sent' }).click();
  await dialog.getByRole('textbox', { name: /nothing planned/ }).fill('A campaign begins in May');
  const sent = page.waitForRequest('**/bulk');
  await dialog.getByRole('button', { name: 'Do it' }).click();
  expect((await sent).postDataJSON()).toMatchObject({
    params: { stage_id: 's3', no_next_step_reason: 'A campaign begins in May' },
  });
});

test('a source is offered from what stands in other deals, and typed words are kept', async ({ page }) => {
  const saved: unknown[] = [];
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') saved.push(request.postDataJSON());
  });
  await open(page, '/deals/d4', {
    'GET /deals/suggestions': ({ query }) => {
      asked.push(query.get('q') ?? '');
      return { body: { items: [{ value: 'Exhibition in Tashkent', count: 12 }] } };
    },
  });
  const source = page.getByRole('combobox', { name: 'Where the deal came from' });
  await page.getByRole('button', { name: /Where the deal came from/ }).click();
  await source.fill('exh');
  await expect.poll(() => asked.at(-1)).toBe('exh');
  await page.getByRole('option', { name: 'Exhibition in Tashkent' }).click();
  await expect.poll(() => saved).toEqual([{ source: 'Exhibition in Tashkent' }]);
  await page.getByRole('button', { name: /Where the deal came from/ }).click();
  await source.fill('A neighbour');
  await source.press('Enter');
  await expect.poll(() => saved.at(-1)).toEqual({ source: 'A neighbour' });
  await expect(source).toBeHidden();
  await expect.poll(() => saved).toHaveLength(2);
});
