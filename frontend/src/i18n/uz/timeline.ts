import type { timeline as english } from '../en/timeline';
import type { Localised } from '../types';

export const timeline: Localised<typeof english, 'uz'> = {
  client: {
    merged: 'Boshqa yozuv bilan birlashtirildi',
    unmerged: 'Birlashtirish bekor qilindi',
    removed: 'Import bilan birga olib tashlandi',
    created: 'Mijoz yaratildi',
    shared: 'Umumiy kirish oʻzgardi',
    changed: 'Mijoz oʻzgartirildi',
    revealed: 'Aloqalar koʻrsatildi',
    consent_recorded: 'Rozilik yozildi',
    employment_changed: 'Boshqa kompaniyalar oʻzgardi',
  },
  segment: {
    entered: 'Segmentga kirdi',
    left: 'Segmentdan chiqdi',
  },
  note: {
    added: 'Eslatma',
    pinned: 'Qayd qadaldi',
  },
  deal: {
    created: 'Bitim ochildi',
    changed: 'Bitim oʻzgartirildi',
    moved: 'Bitim oldinga siljidi',
    won: 'Bitim yutildi',
    lost: 'Bitim boy berildi',
    step_waived: 'Keyingi qadamsiz qoldi',
    lines_changed: 'Mahsulotlar o‘zgardi',
    stage_warned: 'Bosqichdagi vaqti tugayapti',
    stage_overdue: 'Bosqichdagi vaqti tugadi',
    participant_changed: 'Ishtirokchilar o‘zgardi',
    competitor_changed: 'Raqobatchilar o‘zgardi',
  },
  task: {
    created: 'Rejalashtirildi',
    changed: 'Reja oʻzgardi',
    completed: 'Bajarildi',
    cancelled: 'Bekor qilindi',
  },
  call: {
    ringing: {
      in: 'Kiruvchi qoʻngʻiroq',
      out: 'Chiquvchi qoʻngʻiroq',
    },
    answered: {
      in: 'Qoʻngʻiroqqa javob berildi',
      out: 'Mijoz javob berdi',
    },
    ended: 'Qoʻngʻiroq tugadi',
    missed: 'Javobsiz qoʻngʻiroq',
    outcome_recorded: 'Qoʻngʻiroq natijasi',
  },
  stages: '{{from}} → {{to}}',
  talked: 'Suhbat {{duration}}',
  due: '{{when}} ga',
  stayed: {
    one: 'Bosqichda {{count}} kun',
    other: 'Bosqichda {{count}} kun',
  },
  outcomes: {
    agreed: 'Kelishildi',
    call_back: 'Qayta qoʻngʻiroq',
    no_answer: 'Javob bermadi',
    wrong_number: 'Notoʻgʻri raqam',
    held: 'Boʻlib oʻtdi',
    not_held: 'Boʻlmadi',
    sent: 'Yuborildi',
    done: 'Bajarildi',
    taken: 'Ishga olindi',
    resolved: 'Hal boʻldi',
    spam: 'Spam',
  },
  file: {
    added: 'Fayl qoʻshildi',
    removed: 'Fayl olib tashlandi',
    restored: 'Fayl qaytarildi',
  },
  exception: 'Istisno: {{reason}}',
};
