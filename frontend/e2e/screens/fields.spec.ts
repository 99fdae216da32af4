import { expect, test } from '@playwright/test';
import { client, clients } from '../mock/clients';
import { core, me } from '../mock/core';
import { fields, groups, ownFields, values } from '../mock/fields';
import { installMockApi, ok, problem, type MockTable } from '../mock/server';

const withValues: MockTable = { 'GET /clients/{id}': ok({ ...client, custom: values }) };

test.describe('the settings of fields', () => {
  test('walk a field up by the keyboard and archive it with Undo', async ({ page }) => {
    const asked: unknown[] = [];
    await installMockApi(page, core, fields, {
      'POST /field-groups/{id}/order': ({ body }) => {
        asked.push(body);
        return { body: { items: ownFields } };
      },
      'PATCH /fields/{id}': ({ path, body }) => {
        asked.push(body);
        return { body: { ...ownFields.find(({ id }) => id === path.id)!, ...(body as object), version: 2 } };
      },
    });
    await page.goto('/settings/fields');
    await page.getByRole('button', { name: 'Move Стиль up' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => asked).toEqual([{ ids: ['f2', 'f1', 'f3', 'f4'] }]);
    await page.getByRole('button', { name: 'Archive: Бюджет' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => asked.slice(1)).toEqual([{ is_archived: true }, { is_archived: false }]);
  });

  test('drag a field to another place by its handle, in one request', async ({ page }) => {
    const asked: unknown[] = [];
    await installMockApi(page, core, fields, {
      'POST /field-groups/{id}/order': ({ path, body }) => {
        asked.push([path.id, body]);
        return { body: { items: ownFields } };
      },
    });
    await page.goto('/settings/fields');
    const row = (id: string) =>
      page.getByRole('listitem').filter({ has: page.locator(`[data-field=${id}]`) });
    const target = row('f3');
    const { height } = (await target.boundingBox())!;
    await row('f1')
      .locator('span')
      .first()
      .dragTo(target, { targetPosition: { x: 60, y: height - 4 } });
    await expect.poll(() => asked).toEqual([['g1', { ids: ['f2', 'f3', 'f1', 'f4'] }]]);
  });

  test('make a field with choices', async ({ page }) => {
    let made: unknown;
    await installMockApi(page, core, fields, {
      'POST /fields': ({ body }) => {
        made = body;
        return { status: 201, body: { ...ownFields[0]!, ...(body as object), id: 'f9' } };
      },
    });
    await page.goto('/settings/fields');
    await page.getByRole('button', { name: `Add a field: ${groups[0]!.name}` }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Name of the field' }).fill('Colour');
    await form.getByRole('combobox', { name: 'What it holds' }).click();
    await page.getByRole('option', { name: 'One of a list' }).click();
    await form.getByRole('button', { name: 'Add a choice' }).click();
    await form.getByRole('textbox', { name: 'Choice 1' }).fill('Oak');
    await form.getByRole('combobox', { name: 'Colour of the choice 1' }).selectOption('done');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toHaveCount(0);
    await expect
      .poll(() => made)
      .toMatchObject({
        group_id: 'g1',
        name: 'Colour',
        kind: 'choice',
        choices: [{ name: 'Oak', color: 'done' }],
      });
  });
});

test.describe('the card', () => {
  test('changes a field in place and takes it back', async ({ page }) => {
    const sent: unknown[] = [];
    await installMockApi(page, core, clients, fields, withValues, {
      'PATCH /clients/{id}': ({ path, body }) => {
        sent.push(body);
        const { custom } = body as { custom: object };
        return {
          body: {
            ...client,
            id: path.id,
            custom: { ...values, ...custom },
            version: client.version + sent.length,
          },
        };
      },
    });
    await page.goto('/clients/c1');
    await page.getByRole('button', { name: 'Change: Этаж' }).click();
    await page.getByRole('textbox', { name: 'Этаж' }).fill('7');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Этаж is changed')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => sent).toEqual([{ custom: { f1: '7' } }, { custom: { f1: '4' } }]);
  });

  test('tells who changed the same meanwhile and asks whose value stays', async ({ page }) => {
    let version = client.version;
    let { position } = client;
    const newest = () => ({ ...client, position, version });
    await installMockApi(page, core, clients, fields, {
      'GET /clients/{id}': () => ({ body: newest() }),
      'PATCH /clients/{id}': ({ body }) => {
        const isTheirs = version === client.version;
        version += 1;
        position = isTheirs ? 'Owner' : (body as { position: string }).position;
        return isTheirs ? problem(412, 'version_conflict') : { body: newest() };
      },
    });
    await page.goto('/clients/c1');
    await page.getByRole('button', { name: 'Change: Position' }).click();
    await page.getByRole('textbox', { name: 'Position' }).fill('Accountant');
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert').filter({ hasText: 'Keep yours' });
    await expect(alert).toContainText('Levan Giorgadze');
    await expect(alert).toContainText('Owner');
    await alert.getByRole('button', { name: 'Keep yours' }).click();
    await expect(page.getByRole('button', { name: 'Change: Position' })).toHaveText('Accountant');
  });

  test('shows masked numbers after a reason was given', async ({ page }) => {
    const dots = '••• 67';
    const masked = {
      ...client,
      phone: dots,
      contact_points: client.contact_points.map((point) => ({ ...point, value: dots, normalized: dots })),
    };
    let reason: unknown;
    await installMockApi(page, core, clients, fields, {
      'GET /auth/me': ok({ ...me, fields: { personal: 'masked', events: 'read' } }),
      'GET /clients': ok({ items: [], next_cursor: null }),
      'GET /clients/{id}': ok(masked),
      'POST /clients/{id}/reveal': ({ body }) => {
        reason = body;
        return { body: client };
      },
    });
    await page.goto('/clients/c1');
    await expect(page.getByText(dots).first()).toBeVisible();
    await expect(page.locator('a[href^="tel:"]')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Change: Position' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Reveal' }).click();
    await page.getByRole('textbox', { name: 'Why you need it' }).fill('Calling by hand');
    await page.getByRole('dialog').getByRole('button', { name: 'Reveal' }).click();
    await expect(page.locator('a[href="tel:+998901234567"]').first()).toBeVisible();
    expect(reason).toEqual({ reason: 'Calling by hand' });
  });

  test('opens the history of a field', async ({ page }) => {
    await installMockApi(page, core, clients, fields, withValues);
    await page.goto('/clients/c1');
    await page.getByRole('button', { name: 'History: Этаж' }).click();
    await expect(page.getByText(/Levan Giorgadze ·/)).toBeVisible();
  });
});
