import { core } from '../mock/core';
import { dayTable } from '../mock/day';
import { look } from './look';

look({ name: 'tasks', address: '/tasks?task=k4', tables: [core, dayTable()] });
look({ name: 'tasks-new', address: '/tasks?new=true', tables: [core, dayTable()] });
