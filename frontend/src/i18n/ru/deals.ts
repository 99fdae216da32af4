import type { deals as english } from '../en/deals';
import type { Localised } from '../types';

export const deals: Localised<typeof english, 'ru'> = {
  card: {
    onStageSince: 'На этой стадии с {{date}}',
  },
};
