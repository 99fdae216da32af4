import type { control as english } from '../en/control';
import type { Localised } from '../types';

export const control: Localised<typeof english, 'uz'> = {
  title: 'Nazorat',
  live: 'jonli',
  everybody: 'Hamma',
  team: 'Jamoa',
  month: 'Oy',
  previous: 'Oldingi oy',
  next: 'Keyingi oy',
  planAndFact: 'Reja va fakt',
  opens: 'Har bir raqam o‘z qatorlarini ochadi',
  person: 'Menejer',
  total: 'Jami',
  empty: 'Hozircha hech kim yo‘q',
  emptyHint: 'Menejerlarni taklif qiling va ularga reja qo‘ying: ko‘rsatkichlari shu yerda jonli ko‘rinadi.',
  setPlans: 'Reja qo‘yish',
  figure: '{{metric}}: {{fact}} / {{target}}',
  plans: {
    title: 'Rejalar',
    hint: 'Har bir kishi oy davomida nimaga erishishi kerak. Kunlik reja har kun uchun amal qiladi.',
    workspace: 'Butun bo‘lim',
    perDay: '{{metric}}, kuniga',
    perMonth: '{{metric}}, oyiga',
    cell: '{{holder}}: {{metric}}',
    copy: 'O‘tgan oydan nusxa olish',
    copied: {
      one: '{{count}} ta reja ko‘chirildi',
      other: '{{count}} ta reja ko‘chirildi',
    },
    nothingToCopy: 'O‘tgan oyda reja yo‘q',
  },
};
