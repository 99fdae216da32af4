import type { entities as english } from '../en/entities';
import type { Localised } from '../types';

export const entities: Localised<typeof english, 'ru'> = {
  owner: 'Ответственный',
  client: 'Клиент',
  pickUser: 'Выберите человека',
  pickClient: 'Имя, телефон или почта',
  newClient: 'Новый клиент «{{name}}»',
  unknownPerson: 'Бывший сотрудник',
  call: 'Позвонить',
  callNumber: 'Позвонить {{number}}',
  noPhone: 'Нет телефона',
  nextStep: {
    title: 'Следующий шаг',
    what: 'Что сделать',
    when: 'Когда',
    kind: 'Вид',
    missing: 'Нет следующего шага',
    plan: 'назначить…',
  },
  noStep: {
    reason: 'Почему без следующего шага',
    leave: 'Оставить без него…',
    plan: 'Запланировать шаг',
    asked: 'По сделке ничего не будет запланировано: скажите почему или назначьте шаг.',
  },
  kinds: {
    call: 'Звонок',
    meeting: 'Встреча',
    mail: 'Письмо',
    todo: 'Дело',
  },
  suggestions: {
    call: 'Перезвонить',
    meeting: 'Встретиться',
    mail: 'Написать',
    todo: 'Сделать',
  },
  timeline: {
    empty: 'Пока ничего не было',
    system: 'Baton',
    other: 'Изменение',
    byCall: 'из «{{from}}» в «{{to}}»',
  },
  mention: {
    title: 'Коллеги',
  },
};
