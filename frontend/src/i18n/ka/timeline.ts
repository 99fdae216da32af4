import type { timeline as english } from '../en/timeline';
import type { Localised } from '../types';

export const timeline: Localised<typeof english, 'ka'> = {
  client: {
    created: 'კლიენტი შეიქმნა',
    updated: 'კლიენტი შეიცვალა',
    note_added: 'შენიშვნა',
  },
  deal: {
    created: 'გარიგება გაიხსნა',
    updated: 'გარიგება შეიცვალა',
    moved: 'გარიგება გადავიდა',
    won: 'გარიგება მოგებულია',
    lost: 'გარიგება წაგებულია',
  },
  task: {
    created: 'დაიგეგმა',
    updated: 'გეგმა შეიცვალა',
    completed: 'შესრულდა',
    cancelled: 'გაუქმდა',
  },
  call: {
    started: 'ზარი',
    ended: 'ზარი დასრულდა',
    missed: 'გამოტოვებული ზარი',
    outcome_set: 'ზარის შედეგი',
  },
};
