import type { quality as english } from '../en/quality';
import type { Localised } from '../types';

export const quality: Localised<typeof english, 'uz'> = {
  title: 'Baza sifati',
  facts: {
    one: '{{shown}} mijoz, {{share}} toʻldirilgan',
    other: '{{shown}} mijoz, {{share}} toʻldirilgan',
  },
  toStandard: 'Kartada nima boʻlishi kerak',
  opens: 'Har bir raqam oʻz qatorlarini ochadi',
  figures: {
    no_phone: 'Telefonsiz',
    bad_phone: 'Notoʻgʻri raqam',
    bad_email: 'Notoʻgʻri pochta',
    incomplete: 'Toʻliq emas',
  },
  fields: {
    title: 'Maydonlar',
    field: 'Maydon',
    filled: 'Toʻldirilgan',
    empty: 'Boʻsh',
    required: 'boʻlishi kerak',
    never: 'hech qachon toʻldirilmagan',
  },
  people: {
    title: 'Menejerlar',
    nobody: 'Hech kimniki',
    clients: 'Mijozlar',
    completeness: 'Toʻliqlik',
    byField: 'Har biri qancha toʻldirgan',
    chooseField: 'Maydonni tanlang',
  },
  filling: {
    title: 'Kim toʻldiradi, 30 kunda',
    added: 'Qoʻshilgan',
    filled: 'Toʻldirilgan',
    corrected: 'Tuzatilgan',
    emptied: 'Oʻchirilgan',
    unseen: 'Sizga koʻrinmaydigan mijoz',
    empty: 'Hali hech kim hech narsa kiritmagan',
  },
  trend: {
    title: 'Toʻliqlik kunma-kun',
    line: '{{who}}: {{from}} edi, {{to}} boʻldi',
    empty: 'Baza har kuni oʻlchanadi, chiziq ertaga boshlanadi.',
  },
  empty: 'Bazada hali hech kim yoʻq',
  emptyHint: 'Mijoz qoʻshing yoki jadval yuklang: baza qanday yuritilishi shu yerda koʻrinadi.',
  standard: {
    lead: 'Bularning hammasi toʻldirilganda karta toʻliq boʻladi. Ulushi kartada, roʻyxatlarda va sifat sahifasida koʻrinadi.',
    fields: 'Karta maydonlari',
    save: 'Saqlash',
    saved: 'Saqlandi',
  },
};
