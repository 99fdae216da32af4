import type { files as english } from '../en/files';
import type { Localised } from '../types';

export const files: Localised<typeof english, 'es'> = {
  title: 'Archivos',
  add: 'Añadir archivos',
  drop: 'Suelta los archivos aquí o elígelos',
  remove: 'Quitar {{name}}',
  removed: '{{name}} se ha quitado',
  sending: 'Enviando {{name}}',
  forget: 'No enviar {{name}}',
  none: 'Aún no hay archivos en la ficha',
  size: {
    bytes: '{{size}} B',
    kilobytes: '{{size}} KB',
    megabytes: '{{size}} MB',
  },
};
