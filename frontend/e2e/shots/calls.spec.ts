import { calls, ringing } from '../mock/calls';
import { core } from '../mock/core';
import { problem, type MockTable } from '../mock/server';
import { look } from './look';

/** The deal of the call needs a next step, or a word on why there is none. */
const guided: MockTable = {
  'POST /calls/{id}/outcome': () => problem(422, 'next_step_required', { params: { deal_id: 'd1', mode: 'guided' } }),
};

look({
  name: 'incoming-call',
  address: '/settings/profile',
  tables: [core, ringing],
  before: async (page) => {
    await page.getByRole('region', { name: /Дилноза/ }).waitFor();
    await page.waitForTimeout(400);
  },
});
look({
  name: 'call-asks-why',
  address: '/settings/profile',
  tables: [core, ringing, guided],
  before: async (page) => {
    const card = page.getByRole('region', { name: /Дилноза/ });
    await card.locator('[aria-expanded]').last().click();
    await card.getByRole('button', { name: /^(Without a next step|Без следующего шага)$/ }).click();
    await card.getByRole('button', { name: /^(Save|Сохранить)/ }).click();
    await card.getByRole('textbox', { name: /^(Why without|Почему без)/ }).waitFor();
  },
});
look({ name: 'calls', address: '/calls', tables: [core, calls] });
look({ name: 'call', address: '/calls/call-3', tables: [core, calls] });
