import { anonymous, core } from '../mock/core';
import { look } from './look';

look({ name: 'login', address: '/login', tables: [core, anonymous] });
look({ name: 'shell', address: '/', tables: [core] });
