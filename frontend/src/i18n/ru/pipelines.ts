import type { pipelines as english } from '../en/pipelines';
import type { Localised } from '../types';

export const pipelines: Localised<typeof english, 'ru'> = {};
