import type { entities as english } from '../en/entities';
import type { Localised } from '../types';

export const entities: Localised<typeof english, 'uz'> = {
  owner: 'Masʼul',
  client: 'Mijoz',
  pickUser: 'Odamni tanlang',
  pickClient: 'Ism, telefon yoki pochta',
  newClient: 'Yangi mijoz “{{name}}”',
  unknownPerson: 'Sobiq xodim',
  call: 'Qoʻngʻiroq qilish',
  callNumber: '{{number}} ga qoʻngʻiroq',
  noPhone: 'Telefon raqami yoʻq',
  nextStep: {
    title: 'Keyingi qadam',
    what: 'Nima qilish kerak',
    when: 'Qachon',
    kind: 'Turi',
    missing: 'Keyingi qadam yoʻq',
    plan: 'belgilash…',
  },
  noStep: {
    reason: 'Nega keyingi qadamsiz',
    leave: 'Usiz qoldirish…',
    plan: 'Qadam rejalash',
    asked: 'Bu bitim boʻyicha hech narsa rejalanmaydi: sababini ayting yoki qadam belgilang.',
  },
  kinds: {
    call: 'Qoʻngʻiroq',
    meeting: 'Uchrashuv',
    mail: 'Xat',
    todo: 'Ish',
  },
  suggestions: {
    call: 'Qayta qoʻngʻiroq qilish',
    meeting: 'Uchrashish',
    mail: 'Yozish',
    todo: 'Bajarish',
  },
  timeline: {
    empty: 'Hali hech narsa boʻlmagan',
    system: 'Baton',
    other: 'Oʻzgarish',
    byCall: '“{{from}}”dan “{{to}}”ga',
  },
  mention: {
    title: 'Hamkasblar',
  },
};
