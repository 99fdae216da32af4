import type { day as english } from '../en/day';
import type { Localised } from '../types';

export const day: Localised<typeof english, 'es'> = {
  title: 'Mi día',
  greeting: {
    morning: 'Buenos días, {{name}}',
    afternoon: 'Buenas tardes, {{name}}',
    evening: 'Buenas noches, {{name}}',
  },
  tasksToday: {
    one: '{{count}} tarea para hoy',
    other: '{{count}} tareas para hoy',
  },
  nothingToday: 'nada más para hoy',
  overdueCount: {
    one: '{{count}} atrasada',
    other: '{{count}} atrasadas',
  },
  task: 'Tarea',
  newTask: 'Tarea nueva',
  inOrder: 'Seguir en orden',
  list: 'Tareas del día',
  groups: {
    overdue: 'Atrasadas',
    today: 'Hoy',
    tomorrow: 'Mañana',
  },
  done: {
    one: '{{count}} hecha',
    other: '{{count}} hechas',
  },
  todayEmpty: 'No hay nada más planificado para hoy.',
  tomorrowEmpty: 'Mañana aún está libre.',
  moveAll: 'mover todas…',
  toToday: 'A hoy',
  toTomorrow: 'A mañana',
  moved: {
    one: '{{count}} tarea movida',
    other: '{{count}} tareas movidas',
  },
  meetings: 'Reuniones de hoy',
  tick: 'Hecho: {{task}}',
  run: {
    title: 'La tarea en curso',
    card: 'Ficha',
    deal: 'Negocio',
    stage: 'Etapa',
    hint: 'Pista:',
    note: 'Nota:',
    lastTime: 'La última vez, {{date}}:',
    quote: '«{{words}}»',
    next: 'Después: {{who}}, {{when}}',
    snooze: 'hasta mañana',
    snoozed: 'Aplazada hasta mañana',
    handOver: 'pasar a otro',
    handedOver: 'Ahora la lleva {{name}}',
    done: 'Hecho, siguiente',
    doneLast: 'Hecho',
  },
  empty: {
    title: 'Todo hecho por hoy',
    text: {
      one: 'Mañana te espera {{count}} tarea.',
      other: 'Mañana te esperan {{count}} tareas.',
    },
    newTitle: 'Aquí se planifica tu día',
    newText:
      'Aquí verás por orden llamadas, reuniones y cartas, una tras otra. Planifica la primera o empieza por un negocio.',
    plan: 'Planificar una tarea',
    deals: 'Abrir los negocios',
  },
};
