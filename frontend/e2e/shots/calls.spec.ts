import { calls, ringing } from '../mock/calls';
import { core } from '../mock/core';
import { look } from './look';

look({
  name: 'incoming-call',
  address: '/settings/profile',
  tables: [core, ringing],
  before: async (page) => {
    await page.getByRole('region', { name: /Дилноза/ }).waitFor();
    await page.waitForTimeout(400);
  },
});
look({ name: 'calls', address: '/calls', tables: [core, calls] });
look({ name: 'call', address: '/calls/call-3', tables: [core, calls] });
