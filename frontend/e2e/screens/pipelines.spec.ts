import AxeBuilder from '@axe-core/playwright';
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
  await expect.poll(() => asked).toEqual(['s4 1']);
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

/** The way to the dialog: a stage with deals in it is to be removed. */
async function restage(page: Page) {
  await page.locator('[data-stage=s3] [data-edit]').click();
  await page.locator('[data-stage=s3] form').getByRole('button', { name: 'Remove the stage' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the stage' }).click();
  await page.getByRole('button', { name: 'Move the deals and remove the stage' }).click();
  return page.getByRole('dialog', { name: /Where do the deals of “Offer sent” go/ });
}

interface Restaging {
  mapping: Record<string, string>;
  dry_run: boolean;
}

test('a stage with deals goes when it is seen where they would stand, and not before', async ({ page }) => {
  await open(page);
  const sent: Restaging[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/restage')) sent.push(request.postDataJSON() as Restaging);
  });
  const dialog = await restage(page);
  const go = dialog.getByRole('button', { name: 'Move the deals and remove the stage' });
  await expect(go).toBeDisabled();
  await dialog.getByRole('combobox', { name: 'To the stage' }).click();
  await expect(page.getByRole('option')).toHaveText(['Contact made', 'Need understood', 'Contract agreed']);
  await page.getByRole('option', { name: 'Contract agreed' }).click();
  await expect(dialog.getByRole('status')).toContainText('1,240 deals move');
  await expect(dialog.getByRole('status')).toContainText('37 of them lack');
  await expect(dialog.getByRole('status')).toContainText('and 17 more');
  await expect.poll(() => sent).toEqual([{ mapping: { s3: 's4' }, dry_run: true }]);
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await go.click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => sent.at(-1)).toEqual({ mapping: { s3: 's4' }, dry_run: false });
});

test('so many deals that they move in the background: how far they are is seen, and nothing can be changed', async ({
  page,
}) => {
  let done: number | null = null;
  const total = 12_000;
  const present = () => {
    const stages = furniture.stages.map((stage) =>
      stage.id === 's3' ? { ...stage, successor_id: 's4' } : stage,
    );
    if (done === null) return furniture;
    if (done < total) return { ...furniture, stages, restaging: { done, total } };
    return { ...furniture, stages: furniture.stages.filter(({ id }) => id !== 's3') };
  };
  await installMockApi(page, core, pipelines, {
    'GET /pipelines': () => ({ body: { items: [present()] } }),
    'POST /pipelines/{pipeline_id}/restage': ({ body }) => {
      const { dry_run } = body as Restaging;
      if (!dry_run) done = 0;
      return {
        body: {
          moved: total,
          examined: dry_run ? 5000 : 0,
          is_going: !dry_run,
          lacking_count: 0,
          lacking: [],
        },
      };
    },
  });
  await page.goto('/settings/pipelines');
  const dialog = await restage(page);
  await dialog.getByRole('combobox', { name: 'To the stage' }).click();
  await page.getByRole('option', { name: 'Contract agreed' }).click();
  await expect(dialog.getByRole('status')).toContainText('12,000 deals move');
  await expect(dialog.getByRole('status')).toContainText('looked at for the first 5,000');
  await dialog.getByRole('button', { name: 'Move the deals and remove the stage' }).click();
  const progress = page.getByRole('status', { name: 'Deals are moving' });
  await expect(progress).toContainText('Deals of “Offer sent” go to “Contract agreed”');
  await expect(progress).toContainText('0 of 12,000');
  await expect(page.getByRole('button', { name: 'Rename “Furniture”' })).toBeDisabled();
  const edit = page.getByRole('button', { name: 'Edit “Need understood”' });
  await edit.evaluate((button) => button.focus());
  await expect(edit).not.toBeFocused();
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  done = 4500;
  await expect(progress).toContainText('4,500 of 12,000');
  await page.reload();
  await expect(progress).toContainText('4,500 of 12,000');
  done = total;
  await expect(progress).toBeHidden();
  await expect(page.locator('[data-stage=s3]')).toHaveCount(0);
  await edit.focus();
  await expect(edit).toBeFocused();
});

test('a rule for winning back says whose the deals become and is saved whole', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Winning back' });
  const save = dialog.getByRole('button', { name: 'Save' });
  await dialog.getByRole('combobox', { name: 'Whose they become' }).click();
  await page.getByRole('option', { name: 'One person’s' }).click();
  await expect(save).toBeDisabled();
  await dialog.getByRole('combobox', { name: 'Person' }).click();
  await page.getByRole('option').first().click();
  await dialog.getByRole('textbox', { name: 'Days after the loss' }).fill('60');
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await save.click();
  expect((await sent).postDataJSON()).toMatchObject({
    wait_days: 60,
    owner_kind: 'person',
    loss_reason_ids: [],
  });
});
