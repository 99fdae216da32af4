import type { control as english } from '../en/control';
import type { Localised } from '../types';

export const control: Localised<typeof english, 'ru'> = {
  title: 'Контроль',
  live: 'вживую',
  everybody: 'Все',
  team: 'Команда',
  month: 'Месяц',
  previous: 'Предыдущий месяц',
  next: 'Следующий месяц',
  planAndFact: 'План и факт',
  opens: 'Каждая цифра открывает свои строки',
  person: 'Менеджер',
  total: 'Вместе',
  empty: 'Пока некого показать',
  emptyHint: 'Пригласите менеджеров и поставьте им планы: их показатели будут здесь вживую.',
  setPlans: 'Поставить планы',
  figure: '{{metric}}: {{fact}} из {{target}}',
  plans: {
    title: 'Планы',
    hint: 'Сколько каждый должен сделать за месяц. План на день действует каждый его день.',
    workspace: 'Весь отдел',
    perDay: '{{metric}}, в день',
    perMonth: '{{metric}}, за месяц',
    cell: '{{holder}}: {{metric}}',
    copy: 'Скопировать прошлый месяц',
    copied: {
      one: 'Скопирован {{count}} план',
      few: 'Скопировано {{count}} плана',
      many: 'Скопировано {{count}} планов',
      other: 'Скопировано {{count}} плана',
    },
    nothingToCopy: 'В прошлом месяце планов нет',
  },
};
