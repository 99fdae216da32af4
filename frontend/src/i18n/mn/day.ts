import type { day as english } from '../en/day';
import type { Localised } from '../types';

export const day: Localised<typeof english, 'mn'> = {
  title: 'Миний өдөр',
  greeting: {
    morning: 'Өглөөний мэнд, {{name}}',
    afternoon: 'Өдрийн мэнд, {{name}}',
    evening: 'Оройн мэнд, {{name}}',
  },
  tasksToday: {
    one: 'өнөөдөр {{count}} даалгавар',
    other: 'өнөөдөр {{count}} даалгавар',
  },
  nothingToday: 'өнөөдөрт бүгд дууссан',
  overdueCount: {
    one: '{{count}} хоцорсон',
    other: '{{count}} хоцорсон',
  },
  task: 'Даалгавар',
  newTask: 'Шинэ даалгавар',
  inOrder: 'Дарааллаар үргэлжлүүлэх',
  list: 'Өдрийн даалгавар',
  groups: {
    overdue: 'Хоцорсон',
    today: 'Өнөөдөр',
    tomorrow: 'Маргааш',
  },
  done: {
    one: '{{count}} хийсэн',
    other: '{{count}} хийсэн',
  },
  todayEmpty: 'Өнөөдөр өөр төлөвлөсөн зүйл алга.',
  tomorrowEmpty: 'Маргааш одоохондоо чөлөөтэй.',
  moveAll: 'бүгдийг шилжүүлэх…',
  toToday: 'Өнөөдөр рүү',
  toTomorrow: 'Маргааш руу',
  moved: {
    one: '{{count}} даалгавар шилжсэн',
    other: '{{count}} даалгавар шилжсэн',
  },
  meetings: 'Өнөөдрийн уулзалтууд',
  tick: 'Болсон: {{task}}',
  run: {
    title: 'Одоогийн даалгавар',
    card: 'Карт',
    deal: 'Хэлцэл',
    stage: 'Үе шат',
    hint: 'Зөвлөмж:',
    note: 'Тэмдэглэл:',
    lastTime: 'Өмнө нь, {{date}}:',
    quote: '«{{words}}»',
    next: 'Дараа нь: {{who}}, {{when}}',
    snooze: 'маргааш хүртэл',
    snoozed: 'Маргааш хүртэл хойшлуулсан',
    handOver: 'шилжүүлэх',
    handedOver: 'Шилжүүлсэн: {{name}}',
    done: 'Болсон, дараагийнх',
    doneLast: 'Болсон',
  },
  empty: {
    title: 'Өнөөдрийн ажил дууслаа',
    text: {
      one: 'Маргааш {{count}} даалгавар хүлээж байна.',
      other: 'Маргааш {{count}} даалгавар хүлээж байна.',
    },
    newTitle: 'Таны өдөр энд төлөвлөгдөнө',
    newText: 'Дуудлага, уулзалт, захидал энд дараалан жагсана. Эхнийхийг төлөвлөх эсвэл хэлцлээс эхлээрэй.',
    plan: 'Даалгавар төлөвлөх',
    deals: 'Хэлцлүүдийг нээх',
  },
};
