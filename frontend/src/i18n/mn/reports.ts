import type { reports as english } from '../en/reports';
import type { Localised } from '../types';

export const reports: Localised<typeof english, 'mn'> = {
  title: 'Тайлан',
  figures: 'Сарын үзүүлэлт',
  hint: 'Тоон дээр дарна уу: яг тоолсон мөрүүд нь нээгдэнэ.',
  rows: {
    label: 'Ард нь байгаа мөрүүд',
    empty: 'Энэ хугацаанд мөр алга',
    period: '{{from}} – {{to}}',
    hidden: 'Нуусан дугаар',
  },
};
