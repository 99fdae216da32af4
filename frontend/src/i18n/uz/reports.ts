import type { reports as english } from '../en/reports';
import type { Localised } from '../types';

export const reports: Localised<typeof english, 'uz'> = {
  title: 'Hisobotlar',
  figures: 'Oy ko‘rsatkichlari',
  hint: 'Raqamni bosing: u aynan sanagan qatorlarini ochadi.',
  rows: {
    label: 'Uning ortidagi qatorlar',
    empty: 'Bu davrda qator yo‘q',
    period: '{{from}} – {{to}}',
    hidden: 'Yashirin raqam',
  },
};
