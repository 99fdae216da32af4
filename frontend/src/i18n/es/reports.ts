import type { reports as english } from '../en/reports';
import type { Localised } from '../types';

export const reports: Localised<typeof english, 'es'> = {
  title: 'Informes',
  figures: 'Cifras del mes',
  hint: 'Pulse una cifra: se abren exactamente las filas que cuenta.',
  rows: {
    label: 'Las filas que hay detrás',
    empty: 'No hay filas en este periodo',
    period: '{{from}} – {{to}}',
    hidden: 'Número oculto',
  },
};
