import type { settings as english } from '../en/settings';
import type { Localised } from '../types';

export const settings: Localised<typeof english, 'ka'> = {};
