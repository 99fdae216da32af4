import { ok, type MockTable } from './server';

const field = (id: string, group_id: string, name: string, kind: string, more: object = {}) => ({
  id,
  subject_type: 'client',
  group_id,
  name,
  kind,
  help: null,
  choices: [],
  applies_to: [],
  currency: null,
  position: 1,
  is_archived: false,
  version: 1,
  ...more,
});
const choice = (id: string, name: string, color: string | null) => ({ id, name, color, is_archived: false });

export const groups = [
  { id: 'g1', subject_type: 'client', name: 'Дом и доставка', position: 1, version: 1 },
  { id: 'g2', subject_type: 'client', name: 'Паспорт', position: 2, version: 1 },
];

export const ownFields = [
  field('f1', 'g1', 'Этаж', 'number', { help: 'Без лифта считаем подъём отдельно' }),
  field('f2', 'g1', 'Стиль', 'choice', {
    choices: [choice('o1', 'Классика', 'accent'), choice('o2', 'Модерн', 'done'), choice('o3', 'Лофт', null)],
  }),
  field('f3', 'g1', 'Бюджет', 'money'),
  field('f4', 'g1', 'Адрес доставки', 'address'),
  field('f5', 'g2', 'Номер', 'text'),
  field('f6', 'g2', 'Выдан', 'date'),
  field('f7', 'g2', 'Старое поле', 'text', { is_archived: true }),
];

export const values = {
  f1: '4',
  f2: 'o1',
  f3: '48000000.00',
  f4: { line: 'Навои 5, кв. 12', city: 'Ташкент', country: 'UZ' },
};

/** The workspace's own fields: groups, fields, the history of one. */
export const fields: MockTable = {
  'GET /field-groups': ok({ items: groups }),
  'GET /fields': ok({ items: ownFields }),
  'GET /clients/{id}/fields/{name}/history': ok({
    items: [
      {
        id: 'h1',
        at: '2026-11-21T04:29:50Z',
        actor: { kind: 'user', id: 'u2', name: 'Levan Giorgadze' },
        old: '3',
        new: '4',
      },
    ],
    next_cursor: null,
  }),
};
