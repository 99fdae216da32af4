import type { files as english } from '../en/files';
import type { Localised } from '../types';

export const files: Localised<typeof english, 'mn'> = {
  title: 'Файлууд',
  add: 'Файл нэмэх',
  drop: 'Файлаа энд чирж тавих эсвэл сонгоно уу',
  remove: '{{name}}-г устгах',
  removed: '{{name}} устгагдлаа',
  sending: '{{name}} илгээж байна',
  forget: '{{name}}-г илгээхгүй',
  none: 'Картад файл алга',
  size: {
    bytes: '{{size}} Б',
    kilobytes: '{{size}} КБ',
    megabytes: '{{size}} МБ',
  },
};
