import type { counters as english } from '../en/counters';
import type { Localised } from '../types';

export const counters: Localised<typeof english, 'ka'> = {
  of: '/ {{target}}',
  left: 'დარჩა {{remaining}}',
  done: 'გეგმა შესრულდა',
  noPlan: 'გეგმა არ არის',
  expected: 'დღეისთვის: {{expected}}',
  title: 'გეგმა და ფაქტი',
  deals_won: 'გარიგებები: {{month}}',
  deals_won_amount: 'შემოსავალი',
  calls_made: 'გამავალი ზარები',
  calls_answered: 'მიღებული ზარები',
  meetings_held: 'ჩატარებული შეხვედრები',
  today: '{{name}} დღეს',
  bare: {
    deals_won: 'დახურული გარიგებები',
    deals_won_amount: 'შემოსავალი',
    calls_made: 'გამავალი ზარები',
    calls_answered: 'მიღებული ზარები',
    meetings_held: 'ჩატარებული შეხვედრები',
    deals_revived: 'სამუშაოში დაბრუნებული გარიგებები',
    deals_revived_won: 'დაბრუნებულებიდან მოგებული',
    deals_revived_amount: 'შემოსავალი დაბრუნებულებიდან',
  },
  deals_revived: 'სამუშაოში დაბრუნებული გარიგებები: {{month}}',
  deals_revived_won: 'დაბრუნებულებიდან მოგებული',
  deals_revived_amount: 'შემოსავალი დაბრუნებულებიდან',
};
