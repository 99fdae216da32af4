import { core } from '../mock/core';
import { dayTable, emptyDay } from '../mock/day';
import { look } from './look';

look({
  name: 'day',
  address: '/?task=k4',
  tables: [core, dayTable()],
  before: async (page) => {
    await page.keyboard.press('1');
  },
});
look({ name: 'day-empty', address: '/', tables: [core, emptyDay] });
