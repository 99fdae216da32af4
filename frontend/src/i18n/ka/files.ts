import type { files as english } from '../en/files';
import type { Localised } from '../types';

export const files: Localised<typeof english, 'ka'> = {
  title: 'ფაილები',
  add: 'ფაილების დამატება',
  drop: 'ჩააგდეთ ფაილები აქ ან აირჩიეთ',
  remove: '{{name}} — წაშლა',
  removed: '{{name}} წაიშალა',
  sending: 'იგზავნება {{name}}',
  forget: '{{name}} — არ გაიგზავნოს',
  none: 'ბარათზე ფაილები ჯერ არ არის',
  size: {
    bytes: '{{size}} ბ',
    kilobytes: '{{size}} კბ',
    megabytes: '{{size}} მბ',
  },
};
