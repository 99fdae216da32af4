import type { control as english } from '../en/control';
import type { Localised } from '../types';

export const control: Localised<typeof english, 'mn'> = {
  title: 'Хяналт',
  live: 'шууд',
  everybody: 'Бүгд',
  team: 'Баг',
  month: 'Сар',
  previous: 'Өмнөх сар',
  next: 'Дараагийн сар',
  planAndFact: 'Төлөвлөгөө ба гүйцэтгэл',
  opens: 'Тоо бүр мөрүүдээ нээнэ',
  person: 'Менежер',
  total: 'Нийт',
  empty: 'Одоогоор хэн ч алга',
  emptyHint: 'Менежерүүдээ урьж, төлөвлөгөө өгөөрэй: үзүүлэлтүүд нь энд шууд харагдана.',
  setPlans: 'Төлөвлөгөө тавих',
  figure: '{{metric}}: {{fact}} / {{target}}',
  plans: {
    title: 'Төлөвлөгөө',
    hint: 'Сард хүн бүр юунд хүрэх ёстой. Өдрийн төлөвлөгөө өдөр бүрт үйлчилнэ.',
    workspace: 'Бүх хэлтэс',
    perDay: '{{metric}}, өдөрт',
    perMonth: '{{metric}}, сард',
    cell: '{{holder}}: {{metric}}',
    copy: 'Өнгөрсөн сараас хуулах',
    copied: {
      one: '{{count}} төлөвлөгөө хуулсан',
      other: '{{count}} төлөвлөгөө хуулсан',
    },
    nothingToCopy: 'Өнгөрсөн сард төлөвлөгөө алга',
  },
};
