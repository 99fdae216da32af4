import { core } from '../mock/core';
import { emptyDay } from '../mock/day';
import { newcomer } from '../mock/newcomer';
import { look } from './look';

look({ name: 'welcome', address: '/', tables: [core, emptyDay, newcomer] });
look({ name: 'nowhere', address: '/nowhere', tables: [core] });
