import type { day as english } from '../en/day';
import type { Localised } from '../types';

export const day: Localised<typeof english, 'uz'> = {
  title: 'Mening kunim',
  greeting: {
    morning: 'Xayrli tong, {{name}}',
    afternoon: 'Xayrli kun, {{name}}',
    evening: 'Xayrli kech, {{name}}',
  },
  tasksToday: {
    one: 'bugun {{count}} ta vazifa',
    other: 'bugun {{count}} ta vazifa',
  },
  nothingToday: 'bugunga hammasi bajarildi',
  overdueCount: {
    one: '{{count}} ta muddati oʻtgan',
    other: '{{count}} ta muddati oʻtgan',
  },
  task: 'Vazifa',
  newTask: 'Yangi vazifa',
  inOrder: 'Tartib bilan davom etish',
  list: 'Kun vazifalari',
  groups: {
    overdue: 'Muddati oʻtgan',
    today: 'Bugun',
    tomorrow: 'Ertaga',
  },
  done: {
    one: '{{count}} ta bajarildi',
    other: '{{count}} ta bajarildi',
  },
  todayEmpty: 'Bugunga boshqa reja yoʻq.',
  tomorrowEmpty: 'Ertangi kun hozircha boʻsh.',
  moveAll: 'hammasini koʻchirish…',
  toToday: 'Bugunga',
  toTomorrow: 'Ertaga',
  moved: {
    one: '{{count}} ta vazifa koʻchirildi',
    other: '{{count}} ta vazifa koʻchirildi',
  },
  meetings: 'Bugungi uchrashuvlar',
  tick: 'Tayyor: {{task}}',
  run: {
    title: 'Joriy vazifa',
    card: 'Karta',
    deal: 'Bitim',
    stage: 'Bosqich',
    hint: 'Maslahat:',
    note: 'Izoh:',
    lastTime: 'Oʻtgan safar, {{date}}:',
    quote: '“{{words}}”',
    next: 'Keyin: {{who}}, {{when}}',
    snooze: 'ertaga qoldirish',
    snoozed: 'Ertaga qoldirildi',
    handOver: 'boshqaga berish',
    handedOver: 'Topshirildi: {{name}}',
    done: 'Tayyor, keyingisi',
    doneLast: 'Tayyor',
  },
  empty: {
    title: 'Bugungi ishlar tugadi',
    text: {
      one: 'Ertaga {{count}} ta vazifa kutmoqda.',
      other: 'Ertaga {{count}} ta vazifa kutmoqda.',
    },
    newTitle: 'Kuningiz shu yerda rejalashtiriladi',
    newText:
      'Qoʻngʻiroq, uchrashuv va xatlar bu yerda navbat bilan turadi. Birinchisini rejalashtiring yoki bitimdan boshlang.',
    plan: 'Vazifa rejalashtirish',
    deals: 'Bitimlarni ochish',
  },
};
