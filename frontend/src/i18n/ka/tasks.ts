import type { tasks as english } from '../en/tasks';
import type { Localised } from '../types';

export const tasks: Localised<typeof english, 'ka'> = {
  lead: {
    call: 'დარეკვა',
    meeting: 'შეხვედრა',
    mail: 'წერილი',
    todo: 'საქმე',
  },
  stage: '„{{stage}}“',
  assignee: 'ვინ აკეთებს',
  note: 'შენიშვნა',
  place: 'ადგილი',
  outcomes: {
    agreed: 'შევთანხმდით',
    call_back: 'გადარეკვა',
    no_answer: 'არ პასუხობს',
    wrong_number: 'არასწორი ნომერი',
    held: 'შედგა',
    not_held: 'არ შედგა',
    sent: 'გაიგზავნა',
    done: 'შესრულდა',
  },
  steps: {
    agreed: 'შეთანხმებულის გაგზავნა',
    held: 'შეხვედრის შედეგების გაგზავნა',
    sent: 'კითხვა, მივიდა თუ არა',
    done: 'ვითარების გარკვევა',
    wrong_number: 'სწორი ნომრის პოვნა',
  },
  finish: {
    outcome: 'როგორ დასრულდა?',
    chooseOutcome: 'აირჩიეთ, როგორ დასრულდა: ერთი ღილაკი საკმარისია',
    note: 'რა ითქვა?',
    meetingNote: 'როგორ ჩაიარა შეხვედრამ? ორიოდე სიტყვით',
    step: 'შემდეგი ნაბიჯი',
    stepOfDeal: 'შემდეგი ნაბიჯი — გარიგება მის გარეშე არ დარჩება',
    noStep: 'გაგრძელება არ არის',
    addStep: 'შემდეგი ნაბიჯის დაგეგმვა',
    withoutStep: 'შემდეგი ნაბიჯის გარეშე',
    done: 'მზადაა',
  },
  new: {
    title: 'ახალი დავალება',
    save: 'დაგეგმვა',
  },
};
