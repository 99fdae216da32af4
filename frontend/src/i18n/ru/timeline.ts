import type { timeline as english } from '../en/timeline';
import type { Localised } from '../types';

export const timeline: Localised<typeof english, 'ru'> = {
  client: {
    created: 'Клиент создан',
    updated: 'Данные клиента изменены',
    note_added: 'Заметка',
  },
  deal: {
    created: 'Сделка открыта',
    updated: 'Сделка изменена',
    moved: 'Сделка перешла',
    won: 'Сделка выиграна',
    lost: 'Сделка проиграна',
  },
  task: {
    created: 'Запланировано',
    updated: 'План изменён',
    completed: 'Сделано',
    cancelled: 'Отменено',
  },
  call: {
    started: 'Звонок',
    ended: 'Звонок завершён',
    missed: 'Пропущенный звонок',
    outcome_set: 'Итог звонка',
  },
};
