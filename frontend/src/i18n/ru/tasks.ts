import type { tasks as english } from '../en/tasks';
import type { Localised } from '../types';

export const tasks: Localised<typeof english, 'ru'> = {
  lead: {
    call: 'Позвонить',
    meeting: 'Встреча',
    mail: 'Письмо',
    todo: 'Дело',
  },
  stage: '«{{stage}}»',
  assignee: 'Кто делает',
  note: 'Заметка',
  place: 'Место',
  outcomes: {
    agreed: 'Договорились',
    call_back: 'Перезвонить',
    no_answer: 'Нет ответа',
    wrong_number: 'Неверный номер',
    held: 'Состоялась',
    not_held: 'Не состоялась',
    sent: 'Отправлено',
    done: 'Сделано',
  },
  steps: {
    agreed: 'Отправить, о чём договорились',
    held: 'Записать итоги встречи',
    sent: 'Спросить, дошло ли',
    done: 'Узнать, как дела',
    wrong_number: 'Найти верный номер',
  },
  finish: {
    outcome: 'Чем закончилось?',
    chooseOutcome: 'Выберите, чем закончилось: хватит одной клавиши',
    note: 'О чём говорили?',
    meetingNote: 'Как прошла встреча? Пара слов',
    step: 'Следующий шаг',
    stepOfDeal: 'Следующий шаг — без него сделка не останется',
    noStep: 'Ничего не следует',
    addStep: 'Назначить следующий шаг',
    withoutStep: 'без следующего шага',
    done: 'Готово',
  },
  new: {
    title: 'Новая задача',
    save: 'Запланировать',
  },
};
