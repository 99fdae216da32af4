import type { auth as english } from '../en/auth';
import type { Localised } from '../types';

export const auth: Localised<typeof english, 'uz'> = {};
