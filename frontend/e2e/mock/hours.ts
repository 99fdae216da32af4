import { ok, type MockTable } from './server';

const day = [
  { start: '09:00', end: '13:00' },
  { start: '14:00', end: '18:00' },
];

export const hours: MockTable = {
  'GET /working-hours': ok({
    country: 'UZ',
    week: [day, day, day, day, [{ start: '09:00', end: '16:00' }], [], []],
    days: [
      { on: '2026-12-31', name: 'Stocktaking', hours: [] },
      { on: '2027-01-02', name: '', hours: [{ start: '10:00', end: '15:00' }] },
    ],
    time_zone: 'Asia/Tashkent',
    version: 2,
  }),
  'GET /working-hours/countries': ok({
    items: ['ES', 'GE', 'MN', 'RU', 'US', 'UZ'].map((code) => ({ code })),
  }),
  'GET /working-hours/holidays': ok({
    items: [
      { on: '2026-12-08', name: 'Konstitutsiya kuni' },
      { on: '2027-01-01', name: 'Yangi yil' },
      { on: '2027-03-08', name: 'Xotin-qizlar kuni' },
    ],
  }),
};
