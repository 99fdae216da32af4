import type { around as english } from '../en/around';
import type { Localised } from '../types';

export const around: Localised<typeof english, 'uz'> = {
  people: {
    title: 'Ishtirokchilar',
    add: 'Qo‘shish: ism yoki telefon',
    role: '{{person}}: rol',
    remove: 'Chiqarish: {{person}}',
  },
  roles: {
    decision_maker: 'Qaror qiladi',
    influencer: 'Ta’sir qiladi',
    buyer: 'Xarid qiladi',
    user: 'Foydalanadi',
    gatekeeper: 'Qaror qiluvchiga olib boradi',
    other: 'Ishtirok etadi',
  },
  rivals: {
    title: 'Raqobatchilar',
    add: 'Raqobatchi qo‘shish',
    new: 'Yangi: “{{name}}”',
    status: '{{name}}: holati',
    note: '{{name}}: izoh',
    noteHint: 'Nima taklif qiladi',
    remove: 'Chiqarish: {{name}}',
    rename: '{{name}}: nomini o‘zgartirish',
    listed: 'Bitimlarda taklif qilinadi',
  },
  standing: {
    running: 'Kurashda',
    out: 'Chiqib ketdi',
    won: 'Bitimni oldi',
  },
  partIn: {
    title: 'Bitimlarda ishtirok etadi',
  },
};
