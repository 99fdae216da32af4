import type { deals as english } from '../en/deals';
import type { Localised } from '../types';

export const deals: Localised<typeof english, 'uz'> = {
  card: {
    onStageSince: 'Bu bosqichda {{date}} dan beri',
  },
};
