import type { deals as english } from '../en/deals';
import type { Localised } from '../types';

export const deals: Localised<typeof english, 'es'> = {
  card: {
    onStageSince: 'En esta etapa desde el {{date}}',
  },
};
