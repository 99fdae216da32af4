import type { day as english } from '../en/day';
import type { Localised } from '../types';

export const day: Localised<typeof english, 'es'> = {};
