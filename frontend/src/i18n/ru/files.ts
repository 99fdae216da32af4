import type { files as english } from '../en/files';
import type { Localised } from '../types';

export const files: Localised<typeof english, 'ru'> = {
  title: 'Файлы',
  add: 'Добавить файлы',
  drop: 'Перетащите файлы сюда или выберите их',
  remove: 'Удалить {{name}}',
  removed: '{{name}} удалён',
  sending: 'Отправляется {{name}}',
  forget: 'Не отправлять {{name}}',
  none: 'На карточке ещё нет файлов',
  size: {
    bytes: '{{size}} Б',
    kilobytes: '{{size}} КБ',
    megabytes: '{{size}} МБ',
  },
};
