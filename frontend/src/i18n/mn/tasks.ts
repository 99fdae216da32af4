import type { tasks as english } from '../en/tasks';
import type { Localised } from '../types';

export const tasks: Localised<typeof english, 'mn'> = {};
