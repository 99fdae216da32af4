import { core } from '../mock/core';
import { reports } from '../mock/reports';
import { look } from './look';

const tables = [core, reports];

look({ name: 'control', address: '/control', tables });
look({ name: 'reports', address: '/reports', tables });
look({ name: 'report', address: '/reports/deals_won', tables });
look({ name: 'plans', address: '/settings/plans', tables });
