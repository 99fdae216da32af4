import type { telephony as english } from '../en/telephony';
import type { Localised } from '../types';

export const telephony: Localised<typeof english, 'es'> = {};
