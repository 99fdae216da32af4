import type { day as english } from '../en/day';
import type { Localised } from '../types';

export const day: Localised<typeof english, 'ka'> = {
  title: 'ჩემი დღე',
  greeting: {
    morning: 'დილა მშვიდობისა, {{name}}',
    afternoon: 'დღე მშვიდობისა, {{name}}',
    evening: 'საღამო მშვიდობისა, {{name}}',
  },
  tasksToday: {
    one: 'დღეს {{count}} დავალება',
    other: 'დღეს {{count}} დავალება',
  },
  nothingToday: 'დღეისთვის ყველაფერია',
  overdueCount: {
    one: '{{count}} ვადაგასული',
    other: '{{count}} ვადაგასული',
  },
  task: 'დავალება',
  newTask: 'ახალი დავალება',
  inOrder: 'რიგით გაგრძელება',
  list: 'დღის დავალებები',
  groups: {
    overdue: 'ვადაგასული',
    today: 'დღეს',
    tomorrow: 'ხვალ',
  },
  done: {
    one: '{{count}} შესრულდა',
    other: '{{count}} შესრულდა',
  },
  todayEmpty: 'დღეისთვის მეტი არაფერია დაგეგმილი.',
  tomorrowEmpty: 'ხვალინდელი დღე ჯერ თავისუფალია.',
  moveAll: 'ყველას გადატანა…',
  toToday: 'დღეისთვის',
  toTomorrow: 'ხვალისთვის',
  moved: {
    one: 'გადატანილია {{count}} დავალება',
    other: 'გადატანილია {{count}} დავალება',
  },
  meetings: 'დღევანდელი შეხვედრები',
  tick: 'მზადაა: {{task}}',
  run: {
    title: 'მიმდინარე დავალება',
    card: 'ბარათი',
    deal: 'გარიგება',
    stage: 'ეტაპი',
    hint: 'მინიშნება:',
    note: 'შენიშვნა:',
    lastTime: 'ბოლოს, {{date}}:',
    quote: '„{{words}}“',
    next: 'შემდეგ: {{who}}, {{when}}',
    snooze: 'ხვალისთვის',
    snoozed: 'გადაიდო ხვალისთვის',
    handOver: 'გადაცემა',
    handedOver: 'გადაეცა: {{name}}',
    done: 'მზადაა, შემდეგი',
    doneLast: 'მზადაა',
  },
  empty: {
    title: 'დღეისთვის ყველაფერი შესრულდა',
    text: {
      one: 'ხვალ გელოდებათ {{count}} დავალება.',
      other: 'ხვალ გელოდებათ {{count}} დავალება.',
    },
    newTitle: 'აქ იგეგმება თქვენი დღე',
    newText: 'ზარები, შეხვედრები და წერილები აქ რიგრიგობით დგას. დაგეგმეთ პირველი ან დაიწყეთ გარიგებით.',
    plan: 'დავალების დაგეგმვა',
    deals: 'გარიგებების გახსნა',
  },
};
