import type { timeline as english } from '../en/timeline';
import type { Localised } from '../types';

export const timeline: Localised<typeof english, 'uz'> = {
  client: {
    created: 'Mijoz yaratildi',
    updated: 'Mijoz oʻzgartirildi',
    note_added: 'Eslatma',
  },
  deal: {
    created: 'Bitim ochildi',
    updated: 'Bitim oʻzgartirildi',
    moved: 'Bitim koʻchirildi',
    won: 'Bitim yutildi',
    lost: 'Bitim yutqazildi',
  },
  task: {
    created: 'Rejalashtirildi',
    updated: 'Reja oʻzgardi',
    completed: 'Bajarildi',
    cancelled: 'Bekor qilindi',
  },
  call: {
    started: 'Qoʻngʻiroq',
    ended: 'Qoʻngʻiroq tugadi',
    missed: 'Javobsiz qoʻngʻiroq',
    outcome_set: 'Qoʻngʻiroq natijasi',
  },
};
