import { expect, test } from '@playwright/test';
import { anonymous, core, manager } from '../mock/core';
import { installMockApi, ok, problem } from '../mock/server';

test.describe('the palette', () => {
  test('opens by key, searches everything and goes there by keyboard alone', async ({ page }) => {
    await installMockApi(page, core);
    await page.goto('/settings/profile');
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('anor');
    await expect(page.getByRole('dialog').getByText('Каримова Дилноза')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/clients\/c1/);
  });

  test('opens by / but not while somebody is typing', async ({ page }) => {
    await installMockApi(page, core);
    await page.goto('/settings/profile');
    await page.getByRole('textbox', { name: 'Name' }).click();
    await page.keyboard.press('/');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.locator('body').click();
    await page.getByRole('heading', { name: 'Profile' }).click();
    await page.keyboard.press('/');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('offers to call a number', async ({ page }) => {
    await installMockApi(page, core, { 'GET /search': ok({ items: [] }) });
    await page.goto('/settings/profile');
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('90 123-45-67');
    await expect(page.getByRole('dialog').getByText('Call 90 123-45-67')).toBeVisible();
  });
});

test.describe('the session', () => {
  test('that has ended asks to log in and comes back to the same address', async ({ page }) => {
    let isLoggedIn = false;
    await installMockApi(page, core, {
      'GET /auth/me': (request) => (isLoggedIn ? ok(manager)(request) : problem(401, 'unauthenticated')),
      'POST /auth/login': (request) => {
        isLoggedIn = true;
        return ok(manager)(request);
      },
    });
    await page.goto('/settings/profile?kept=1');
    await expect(page).toHaveURL(/\/login\?back=/);
    await page.getByLabel('E-mail').fill('nana@example.com');
    await page.getByLabel('Password', { exact: true }).fill('four words in a row');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/settings\/profile\?kept=1/);
    await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible();
  });

  test('never sends anybody to another site', async ({ page }) => {
    await installMockApi(page, core, anonymous, { 'POST /auth/login': ok(manager) });
    await page.goto('/login?back=//evil.example/x');
    await page.getByLabel('E-mail').fill('nana@example.com');
    await page.getByLabel('Password', { exact: true }).fill('four words in a row');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/$/);
  });

  test('refused says how long to wait', async ({ page }) => {
    await installMockApi(page, core, anonymous, {
      'POST /auth/login': () => ({ ...problem(429, 'too_many_attempts'), headers: { 'Retry-After': '30' } }),
    });
    await page.goto('/login');
    await page.getByLabel('E-mail').fill('nana@example.com');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText(/Again in (30|29) seconds/);
    await expect(page.getByRole('button', { name: 'Log in' })).toBeDisabled();
  });
});

test('somebody without rights sees no places that are closed to her', async ({ page }) => {
  await installMockApi(page, core, { 'GET /auth/me': ok(manager) });
  await page.goto('/settings/profile');
  const navigation = page.getByRole('navigation', { name: 'Main navigation' }).first();
  await expect(navigation.getByRole('link', { name: 'Control' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'API keys' })).toHaveCount(0);
});

test('the language changes at once, without loading the page', async ({ page }) => {
  const api = await installMockApi(page, core);
  await page.goto('/settings/profile');
  await page.locator('[data-account]').filter({ visible: true }).click();
  await page.getByRole('menuitemradio', { name: 'ქართული' }).click();
  await expect(page.getByRole('heading', { name: 'პროფილი' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ka');
  await expect.poll(() => api.requests).toContain('PATCH /auth/me');
});

test('a notification that arrives by the socket is counted without reloading', async ({ page }) => {
  let unread = 0;
  const api = await installMockApi(page, core, {
    'GET /notifications/count': (request) => ok({ unread })(request),
  });
  await page.goto('/settings/profile');
  await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
  await api.whenFollowed('me');
  unread = 2;
  api.push('me', 'notification', {});
  await expect(page.getByRole('button', { name: 'Notifications: 2 unread' })).toBeVisible();
});

test('nothing offends the content security policy', async ({ page }) => {
  const refusals: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refusals.push(message.text());
  });
  await installMockApi(page, core);
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('dialog').waitFor();
  expect(refusals).toEqual([]);
});
