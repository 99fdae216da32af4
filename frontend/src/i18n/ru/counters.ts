import type { counters as english } from '../en/counters';
import type { Localised } from '../types';

export const counters: Localised<typeof english, 'ru'> = {
  of: 'из {{target}}',
  left: 'осталось {{remaining}}',
  done: 'план выполнен',
  noPlan: 'план не задан',
  expected: 'К сегодняшнему дню: {{expected}}',
  title: 'План и факт',
  deals_won: 'Сделки: {{month}}',
  deals_won_amount: 'Выручка',
  calls_made: 'Исходящие звонки',
  calls_answered: 'Принятые звонки',
  meetings_held: 'Проведённые встречи',
  today: '{{name}} сегодня',
  bare: {
    deals_won: 'Закрытые сделки',
    deals_won_amount: 'Выручка',
    calls_made: 'Исходящие звонки',
    calls_answered: 'Принятые звонки',
    meetings_held: 'Проведённые встречи',
    deals_revived: 'Возвращено в работу',
    deals_revived_won: 'Выиграно из возвращённых',
    deals_revived_amount: 'Выручка от возвращённых',
  },
  deals_revived: 'Возвращено в работу: {{month}}',
  deals_revived_won: 'Выиграно из возвращённых',
  deals_revived_amount: 'Выручка от возвращённых',
};
