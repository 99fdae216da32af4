import type { timeline as english } from '../en/timeline';
import type { Localised } from '../types';

export const timeline: Localised<typeof english, 'ka'> = {
  client: {
    merged: 'გაერთიანდა სხვა ჩანაწერთან',
    unmerged: 'გაერთიანება გაუქმდა',
    removed: 'წაიშალა იმპორტთან ერთად',
    created: 'კლიენტი შეიქმნა',
    shared: 'გაზიარება შეიცვალა',
    changed: 'კლიენტი შეიცვალა',
    revealed: 'კონტაქტები ნაჩვენებია',
    consent_recorded: 'თანხმობა ჩაიწერა',
    employment_changed: 'სხვა კომპანიები შეიცვალა',
  },
  segment: {
    entered: 'სეგმენტში მოხვდა',
    left: 'სეგმენტიდან გავიდა',
  },
  note: {
    added: 'შენიშვნა',
    pinned: 'ჩანაწერი მიმაგრდა',
  },
  deal: {
    created: 'გარიგება გაიხსნა',
    changed: 'გარიგება შეიცვალა',
    moved: 'გარიგება წინ წავიდა',
    won: 'გარიგება მოგებულია',
    lost: 'გარიგება დაიკარგა',
    step_waived: 'დარჩა შემდეგი ნაბიჯის გარეშე',
    lines_changed: 'პროდუქტები შეიცვალა',
    stage_warned: 'ეტაპზე დრო იწურება',
    stage_overdue: 'ეტაპზე დრო ამოიწურა',
    participant_changed: 'მონაწილეები შეიცვალა',
    competitor_changed: 'კონკურენტები შეიცვალა',
  },
  task: {
    created: 'დაიგეგმა',
    changed: 'გეგმა შეიცვალა',
    completed: 'შესრულდა',
    cancelled: 'გაუქმდა',
  },
  call: {
    ringing: {
      in: 'შემომავალი ზარი',
      out: 'გამავალი ზარი',
    },
    answered: {
      in: 'ზარს უპასუხეს',
      out: 'კლიენტმა უპასუხა',
    },
    ended: 'ზარი დასრულდა',
    missed: 'გამოტოვებული ზარი',
    outcome_recorded: 'ზარის შედეგი',
  },
  stages: '{{from}} → {{to}}',
  talked: 'საუბარი {{duration}}',
  due: '{{when}}-ზე',
  stayed: {
    one: '{{count}} დღე ეტაპზე',
    other: '{{count}} დღე ეტაპზე',
  },
  outcomes: {
    agreed: 'შევთანხმდით',
    call_back: 'გადარეკვა',
    no_answer: 'არ უპასუხა',
    wrong_number: 'არასწორი ნომერი',
    held: 'შედგა',
    not_held: 'არ შედგა',
    sent: 'გაიგზავნა',
    done: 'შესრულდა',
    taken: 'სამუშაოდ აღებული',
    resolved: 'გადაწყდა',
    spam: 'სპამი',
  },
  file: {
    added: 'ფაილი დაემატა',
    removed: 'ფაილი წაიშალა',
    restored: 'ფაილი აღდგა',
  },
  exception: 'გამონაკლისი: {{reason}}',
};
