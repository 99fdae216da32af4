import type { calls as english } from '../en/calls';
import type { Localised } from '../types';

export const calls: Localised<typeof english, 'ru'> = {};
