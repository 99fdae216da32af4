import type { welcome as english } from '../en/welcome';
import type { Localised } from '../types';

export const welcome: Localised<typeof english, 'ru'> = {
  title: 'Четыре шага — и отдел может работать',
  hide: 'Скрыть',
  done: 'сделано',
  invite: {
    title: 'Пригласите сотрудников',
    why: 'Каждый получит ссылку и сам выберет пароль.',
  },
  telephony: {
    title: 'Подключите телефонию',
    why: 'Карточка откроется раньше, чем снимут трубку, и ни один звонок не потеряется.',
  },
  client: {
    title: 'Добавьте первого клиента',
    why: 'Достаточно имени, остальное придёт в работе.',
  },
  plan: {
    title: 'Поставьте план на месяц',
    why: 'Тогда каждый видит, сколько сделано и сколько осталось.',
  },
};
