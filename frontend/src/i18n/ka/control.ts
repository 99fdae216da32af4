import type { control as english } from '../en/control';
import type { Localised } from '../types';

export const control: Localised<typeof english, 'ka'> = {};
