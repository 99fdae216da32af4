import type { counters as english } from '../en/counters';
import type { Localised } from '../types';

export const counters: Localised<typeof english, 'uz'> = {
  of: '{{target}} dan',
  left: '{{remaining}} qoldi',
  done: 'reja bajarildi',
  noPlan: 'reja yoʻq',
  expected: 'Bugunga: {{expected}}',
  title: 'Reja va fakt',
  deals_won: 'Bitimlar: {{month}}',
  deals_won_amount: 'Tushum',
  calls_made: 'Chiqish qoʻngʻiroqlari',
  calls_answered: 'Qabul qilingan qoʻngʻiroqlar',
  meetings_held: 'Oʻtkazilgan uchrashuvlar',
  today: '{{name}} bugun',
  bare: {
    deals_won: 'Yopilgan bitimlar',
    deals_won_amount: 'Tushum',
    calls_made: 'Chiqish qoʻngʻiroqlari',
    calls_answered: 'Qabul qilingan qoʻngʻiroqlar',
    meetings_held: 'Oʻtkazilgan uchrashuvlar',
    deals_revived: 'Ishga qaytarilgan bitimlar',
    deals_revived_won: 'Qaytarilganlardan yutilgan',
    deals_revived_amount: 'Qaytarilganlardan tushum',
  },
  deals_revived: 'Ishga qaytarilgan bitimlar: {{month}}',
  deals_revived_won: 'Qaytarilganlardan yutilgan',
  deals_revived_amount: 'Qaytarilganlardan tushum',
};
