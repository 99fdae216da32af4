import { expect, test, type Page } from '@playwright/test';
import { core } from '../mock/core';
import { furniture, pipelines } from '../mock/pipelines';
import { installMockApi, type MockTable } from '../mock/server';

/** A server that remembers where stages were put; collects the places asked for. */
async function open(page: Page) {
  const asked: string[] = [];
  const remembering: MockTable = {
    'PATCH /pipelines/{pipeline_id}/stages/{stage_id}': ({ path, body }) => {
      const { position } = body as { position: number };
      asked.push(`${path.stage_id} ${position}`);
      const stage = stages.find(({ id }) => id === path.stage_id)!;
      stages = [...stages.filter((other) => other !== stage)];
      stages.splice(position - 1, 0, { ...stage, version: stage.version + 1 });
      stages = stages.map((other, index) => ({ ...other, position: index + 1 }));
      return { body: stages[position - 1] };
    },
    'GET /pipelines': () => ({ body: { items: [{ ...furniture, stages }] } }),
  };
  let stages = furniture.stages;
  await installMockApi(page, core, pipelines, remembering);
  await page.goto('/settings/pipelines');
  await page.locator('[data-stage=s1]').waitFor();
  return asked;
}

const order = (page: Page) =>
  page.locator('[data-stage]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-stage')));

test('a stage walks down by the keyboard and keeps the focus to its end', async ({ page }) => {
  const asked = await open(page);
  await page.locator('[data-stage=s2] [data-move=down]').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => order(page)).toEqual(['s1', 's3', 's2', 's4', 's5', 's6']);
  await expect(page.locator('[data-stage=s2] [data-move=down]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => order(page)).toEqual(['s1', 's3', 's4', 's2', 's5', 's6']);
  await expect(page.locator('[data-stage=s2] [data-move=up]')).toBeFocused();
  await expect.poll(() => asked).toEqual(['s2 3', 's2 4']);
});

test('a stage is dragged by its handle within its kind', async ({ page }) => {
  const asked = await open(page);
  const from = page.locator('[data-stage=s4] span').first();
  await from.dragTo(page.locator('[data-stage=s1]'), { targetPosition: { x: 60, y: 4 } });
  await expect.poll(() => order(page)).toEqual(['s4', 's1', 's2', 's3', 's5', 's6']);
  expect(asked).toEqual(['s4 1']);
});

test('a stage named by a process is offered a result in a click', async ({ page }) => {
  await open(page);
  await page.locator('[data-stage=s2] [data-edit]').click();
  const name = page.locator('[data-stage=s2] form').getByLabel('Name');
  await name.fill('Waiting for answer');
  await page.getByRole('button', { name: 'Call it “Answer received”' }).click();
  await expect(name).toHaveValue('Answer received');
  await expect(page.getByRole('button', { name: /Call it/ })).toHaveCount(0);
});

test('a pipeline starts from a template that is seen whole', async ({ page }) => {
  await open(page);
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'New pipeline' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Wholesale');
  await dialog.getByRole('radio', { name: 'Orders' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect((await sent).postDataJSON()).toEqual({ name: 'Wholesale', template: 'orders' });
});
