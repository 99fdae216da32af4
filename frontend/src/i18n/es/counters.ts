import type { counters as english } from '../en/counters';
import type { Localised } from '../types';

export const counters: Localised<typeof english, 'es'> = {
  of: 'de {{target}}',
  left: 'faltan {{remaining}}',
  done: 'plan cumplido',
  noPlan: 'sin plan',
  expected: 'Para hoy: {{expected}}',
  title: 'Plan y realidad',
  deals_won: 'Negocios cerrados en {{month}}',
  deals_won_amount: 'Ingresos',
  calls_made: 'Llamadas hechas',
  calls_answered: 'Llamadas atendidas',
  meetings_held: 'Reuniones celebradas',
  today: '{{name}} hoy',
  bare: {
    deals_won: 'Negocios cerrados',
    deals_won_amount: 'Ingresos',
    calls_made: 'Llamadas hechas',
    calls_answered: 'Llamadas atendidas',
    meetings_held: 'Reuniones celebradas',
    deals_revived: 'Negocios recuperados',
    deals_revived_won: 'Ganados de los recuperados',
    deals_revived_amount: 'Ingresos de los recuperados',
  },
  deals_revived: 'Negocios recuperados en {{month}}',
  deals_revived_won: 'Ganados de los recuperados',
  deals_revived_amount: 'Ingresos de los recuperados',
};
