import type { deals as english } from '../en/deals';
import type { Localised } from '../types';

export const deals: Localised<typeof english, 'mn'> = {
  card: {
    onStageSince: 'Энэ үе шатанд {{date}}-с',
  },
};
