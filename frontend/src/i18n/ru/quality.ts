import type { quality as english } from '../en/quality';
import type { Localised } from '../types';

export const quality: Localised<typeof english, 'ru'> = {
  title: 'Качество базы',
  facts: {
    one: '{{shown}} клиент, заполнено {{share}}',
    few: '{{shown}} клиента, заполнено {{share}}',
    many: '{{shown}} клиентов, заполнено {{share}}',
    other: '{{shown}} клиента, заполнено {{share}}',
  },
  toStandard: 'Что должно быть в карточке',
  opens: 'Каждая цифра открывает свои строки',
  figures: {
    no_phone: 'Без телефона',
    bad_phone: 'Неверный номер',
    bad_email: 'Неверная почта',
    incomplete: 'Неполные',
  },
  fields: {
    title: 'Поля',
    field: 'Поле',
    filled: 'Заполнено',
    empty: 'Пусто',
    required: 'должно быть',
    never: 'не заполняли ни разу',
  },
  people: {
    title: 'Менеджеры',
    nobody: 'Ничьи',
    clients: 'Клиенты',
    completeness: 'Полнота',
    byField: 'Сколько заполнил каждый',
    chooseField: 'Выберите поле',
  },
  filling: {
    title: 'Кто заполняет, за 30 дней',
    added: 'Добавлено',
    filled: 'Заполнено',
    corrected: 'Исправлено',
    emptied: 'Стёрто',
    unseen: 'Клиент вне вашей видимости',
    empty: 'Пока никто ничего не внёс',
  },
  trend: {
    title: 'Полнота по дням',
    line: '{{who}}: было {{from}}, стало {{to}}',
    empty: 'База измеряется каждый день, линия начнётся завтра.',
  },
  empty: 'В базе ещё никого нет',
  emptyHint: 'Добавьте клиентов или загрузите таблицу: здесь будет видно, как ведётся база.',
  standard: {
    lead: 'Карточка полна, когда заполнено всё это. Доля видна в карточке, в списках и на странице качества.',
    fields: 'Поля карточки',
    save: 'Сохранить',
    saved: 'Сохранено',
  },
};
