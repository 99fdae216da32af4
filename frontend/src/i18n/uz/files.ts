import type { files as english } from '../en/files';
import type { Localised } from '../types';

export const files: Localised<typeof english, 'uz'> = {
  title: 'Fayllar',
  add: 'Fayl qoʻshish',
  drop: 'Fayllarni shu yerga tashlang yoki tanlang',
  remove: '{{name}} ni olib tashlash',
  removed: '{{name}} olib tashlandi',
  sending: '{{name}} yuborilmoqda',
  forget: '{{name}} ni yubormaslik',
  none: 'Kartada hali fayl yoʻq',
  size: {
    bytes: '{{size}} B',
    kilobytes: '{{size}} KB',
    megabytes: '{{size}} MB',
  },
};
