import { ok, problem, type MockTable } from './server';

interface MockPerson {
  id: string;
  name: string;
  company_name: string | null;
  phone: string | null;
}

const person = (id: string, name: string, company_name: string | null, phone: string | null): MockPerson => ({
  id,
  name,
  company_name,
  phone,
});

const dilnoza = person('c1', 'Каримова Дилноза', 'отель «Анор»', '+998901234567');
const levan = person('c2', 'Гиоргадзе Леван', null, '+995555123456');
const samarkand = person('c3', 'ООО «Самарканд Текстиль»', null, '+998662331122');
const oyuna = person('c4', 'Batbayar Oyuna', 'Ger camp', '+97699112233');
const petrov = person('c5', 'Петров Сергей', null, '+79161234567');
const maria = person('c6', 'María Hernández', 'Hotel Sol', '+34600111222');
const nino = person('c7', 'ნინო ბერიძე', null, '+995599887766');
const bakhtiyor = person('c8', 'Юлдашев Бахтиёр', null, null);

const deal = (
  id: string,
  title: string,
  stage: string,
  amount: string | null,
  since: string,
  hint: string | null,
) => ({
  type: 'deal',
  id,
  title,
  subtitle: stage,
  amount,
  currency: amount === null ? null : 'UZS',
  hint,
  since,
});

export const anor = deal(
  'd1',
  'Мебель для 24 номеров',
  'Замер выполнен',
  '48000000.00',
  '2026-11-16T05:00:00Z',
  'назвать срок, договориться о предложении',
);

export const taskOf = (
  id: string,
  kind: string,
  title: string,
  due_at: string,
  client: MockPerson | null,
  extra: object = {},
) => ({
  id,
  kind,
  title,
  due_at,
  assignee_id: 'u1',
  client_id: client?.id ?? null,
  deal_id: null,
  status: 'open',
  outcome: null,
  note: null,
  place: null,
  origin: 'manual',
  completed_at: null,
  created_at: '2026-11-18T05:00:00Z',
  version: 1,
  client,
  deal: null,
  ...extra,
});

const tomorrow = Array.from({ length: 21 }, (_, index) =>
  taskOf(
    `w${index}`,
    index % 3 === 0 ? 'mail' : 'call',
    'Уточнить срок поставки',
    `2026-11-22T0${4 + (index % 5)}:${index < 10 ? '00' : '30'}:00Z`,
    [petrov, maria, nino, oyuna][index % 4] ?? null,
  ),
);

export const overdue = [
  taskOf('k1', 'call', 'обещали цену до пятницы', '2026-11-20T06:00:00Z', levan, {
    deal: deal('d2', 'Кухня', 'Предложение отправлено', '7000000.00', '2026-11-02T05:00:00Z', null),
    deal_id: 'd2',
  }),
  taskOf('k2', 'mail', 'договор на подпись', '2026-11-19T06:00:00Z', samarkand),
  taskOf('k3', 'call', 'пропущенный вечером, ждёт', '2026-11-20T13:40:00Z', oyuna, { origin: 'missed_call' }),
];

export const today = [
  taskOf('k4', 'call', '24 номера мебели', '2026-11-21T04:30:00Z', dilnoza, { deal: anor, deal_id: 'd1' }),
  taskOf('k5', 'meeting', 'комплектация кухни', '2026-11-21T06:00:00Z', petrov, { place: 'ул. Навои 12' }),
  taskOf('k6', 'call', 'после пробной поставки', '2026-11-21T06:30:00Z', maria),
  taskOf('k7', 'call', 'новая заявка с сайта', '2026-11-21T05:00:00Z', nino),
  taskOf('k8', 'todo', 'Выставить счёт: второй платёж по графику', '2026-11-21T10:00:00Z', bakhtiyor),
  taskOf('k9', 'meeting', 'Показать образцы тканей', '2026-11-21T06:45:00Z', maria, { place: 'Шоурум' }),
  taskOf('k10', 'todo', 'Сдать отчёт за неделю', '2026-11-21T12:30:00Z', null),
];

const timeline = {
  items: [
    {
      id: 'e1',
      type: 'task.completed',
      at: '2026-11-17T06:00:00Z',
      actor: { kind: 'user', id: 'u1', name: 'Нана Каладзе' },
      subject: { type: 'task', id: 'k0' },
      data: { outcome: 'agreed', note: 'сравнивает с «Декор», важен срок до Навруза' },
    },
    {
      id: 'e2',
      type: 'client.created',
      at: '2026-11-10T06:00:00Z',
      actor: { kind: 'user', id: 'u1', name: 'Нана Каладзе' },
      subject: { type: 'client', id: 'c1' },
      data: {},
    },
  ],
  next_cursor: null,
};

const sorted = [...overdue, ...today, ...tomorrow].sort((left, right) =>
  left.due_at.localeCompare(right.due_at),
);

interface Ending {
  next_task?: object;
  no_next_step_reason?: string;
}

/** A full day of the drawing; what is finished or moved stays so while the page lives. */
export function dayTable(mode: 'strict' | 'guided' = 'strict'): MockTable {
  let open = sorted;
  let done = 12;
  const groups = () => ({
    date: '2026-11-21',
    overdue: open.filter((task) => task.due_at < '2026-11-20T19:00:00Z'),
    today: open.filter(
      (task) => task.due_at >= '2026-11-20T19:00:00Z' && task.due_at < '2026-11-21T19:00:00Z',
    ),
    tomorrow: open.filter((task) => task.due_at >= '2026-11-21T19:00:00Z'),
    overdue_total: open.filter((task) => task.due_at < '2026-11-20T19:00:00Z').length,
    done_today: done,
    next_meeting: today[1],
  });
  return {
    'GET /tasks/day': () => ({ body: groups() }),
    'GET /tasks': () => ({ body: { items: open, next_cursor: null } }),
    'GET /tasks/{task_id}': ({ path }) => ({ body: open.find((task) => task.id === path.task_id) }),
    'GET /clients/{client_id}/timeline': ok(timeline),
    'POST /tasks': ({ body }) => ({
      status: 201,
      body: { ...taskOf('n1', 'call', '', '', null), ...(body as object) },
    }),
    'PATCH /tasks/{task_id}': ({ path, body }) => {
      open = open.map((task) =>
        task.id === path.task_id ? { ...task, ...(body as object), version: 2 } : task,
      );
      return { body: open.find((task) => task.id === path.task_id) };
    },
    'POST /tasks/{task_id}/complete': ({ path, body }) => {
      const task = open.find((candidate) => candidate.id === path.task_id);
      const { next_task: next, no_next_step_reason: reason } = body as Ending;
      if (task?.deal_id != null && next === undefined && (mode === 'strict' || reason === undefined)) {
        return problem(422, 'next_step_required', { params: { deal_id: task.deal_id, mode } });
      }
      open = open.filter((candidate) => candidate !== task);
      done += 1;
      return {
        body: {
          task: { ...task, status: 'done', ...(body as object) },
          next_task: next === undefined ? null : { ...task, id: `${path.task_id}n`, ...next },
        },
      };
    },
    'POST /tasks/{task_id}/cancel': ({ path, body }) => {
      const task = open.find((candidate) => candidate.id === path.task_id);
      const { next_task: next, no_next_step_reason: reason } = body as Ending;
      if (next === undefined && reason === undefined) {
        return problem(422, 'next_step_required', { params: { deal_id: task?.deal_id, mode } });
      }
      open = open.filter((candidate) => candidate !== task);
      return { body: { task: { ...task, status: 'cancelled' }, next_task: null } };
    },
  };
}

export const emptyDay: MockTable = {
  'GET /tasks/day': ok({
    date: '2026-11-21',
    overdue: [],
    overdue_total: 0,
    today: [],
    tomorrow: [],
    done_today: 0,
    next_meeting: null,
  }),
};
