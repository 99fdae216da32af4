import type { timeline as english } from '../en/timeline';
import type { Localised } from '../types';

export const timeline: Localised<typeof english, 'ru'> = {
  client: {
    merged: 'Объединён с другой записью',
    unmerged: 'Объединение отменено',
    removed: 'Удалён вместе с импортом',
    created: 'Клиент создан',
    shared: 'Изменён общий доступ',
    changed: 'Данные клиента изменены',
    revealed: 'Контакты показаны',
    consent_recorded: 'Согласие записано',
    employment_changed: 'Изменены другие компании',
  },
  segment: {
    entered: 'Вошёл в сегмент',
    left: 'Вышел из сегмента',
  },
  note: {
    added: 'Заметка',
    pinned: 'Заметка закреплена',
  },
  deal: {
    created: 'Сделка открыта',
    changed: 'Сделка изменена',
    moved: 'Сделка перешла дальше',
    won: 'Сделка выиграна',
    lost: 'Сделка проиграна',
    step_waived: 'Оставлена без следующего шага',
    lines_changed: 'Изменены товары',
    stage_warned: 'Время на стадии подходит к концу',
    stage_overdue: 'Время на стадии вышло',
    participant_changed: 'Изменены участники',
    competitor_changed: 'Изменены конкуренты',
  },
  task: {
    created: 'Запланировано',
    changed: 'План изменён',
    completed: 'Сделано',
    cancelled: 'Отменено',
  },
  call: {
    ringing: {
      in: 'Входящий звонок',
      out: 'Исходящий звонок',
    },
    answered: {
      in: 'На звонок ответили',
      out: 'Клиент ответил',
    },
    ended: 'Звонок завершён',
    missed: 'Пропущенный звонок',
    outcome_recorded: 'Итог звонка',
  },
  stages: '{{from}} → {{to}}',
  talked: 'Говорили {{duration}}',
  due: 'на {{when}}',
  stayed: {
    one: '{{count}} день на стадии',
    few: '{{count}} дня на стадии',
    many: '{{count}} дней на стадии',
    other: '{{count}} дней на стадии',
  },
  outcomes: {
    agreed: 'Договорились',
    call_back: 'Перезвонить',
    no_answer: 'Не ответили',
    wrong_number: 'Неверный номер',
    held: 'Состоялась',
    not_held: 'Не состоялась',
    sent: 'Отправлено',
    done: 'Сделано',
    taken: 'Взято в работу',
    resolved: 'Вопрос решён',
    spam: 'Спам',
  },
  file: {
    added: 'Добавлен файл',
    removed: 'Файл удалён',
    restored: 'Файл возвращён',
  },
  exception: 'Исключение: {{reason}}',
};
