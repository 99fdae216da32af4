import type { deals as english } from '../en/deals';
import type { Localised } from '../types';

export const deals: Localised<typeof english, 'ka'> = {
  card: {
    onStageSince: 'ამ ეტაპზე {{date}}-დან',
  },
};
