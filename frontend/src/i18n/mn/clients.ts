import type { clients as english } from '../en/clients';
import type { Localised } from '../types';

export const clients: Localised<typeof english, 'mn'> = {};
