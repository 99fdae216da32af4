import type { reports as english } from '../en/reports';
import type { Localised } from '../types';

export const reports: Localised<typeof english, 'ru'> = {
  title: 'Отчёты',
  figures: 'Показатели месяца',
  hint: 'Нажмите на цифру: откроются именно те строки, которые она считает.',
  rows: {
    label: 'Строки за этой цифрой',
    empty: 'За это время строк нет',
    period: '{{from}} – {{to}}',
    hidden: 'Номер скрыт',
  },
};
