import type { Dayjs } from 'dayjs';
import type { NextStep, Task, TaskKind, TaskOutcome } from '@/api/contract';
import { text } from '@/i18n/text';
import { atHour, nextWorkingDay, now } from '@/lib/dates';

const outcomesByKind = {
  call: ['agreed', 'call_back', 'no_answer', 'wrong_number'],
  meeting: ['held', 'not_held'],
  mail: ['sent', 'agreed', 'no_answer'],
  todo: ['done'],
} as const satisfies Record<TaskKind, readonly TaskOutcome[]>;

/** How a task of this kind may end; the first ones are the digits of run mode. */
export function outcomesOf(kind: TaskKind): readonly TaskOutcome[] {
  return outcomesByKind[kind];
}

/** Chosen beforehand where there is hardly another answer; a call or a meeting has to be judged. */
export function usualOutcome(kind: TaskKind): TaskOutcome | null {
  if (kind === 'mail') return 'sent';
  return kind === 'todo' ? 'done' : null;
}

const workHour = 10;
const lateHour = 16;
const lastStart = 17;

/** What usually follows: the kind of the next task, its words (null keeps those of the task), and when. */
export interface StepPlan {
  kind: TaskKind;
  words: Exclude<TaskOutcome, 'call_back' | 'no_answer' | 'not_held'> | null;
  due: Dayjs;
}

/** A sensible next step after an outcome, for a person who starts her day at ten. */
export function stepPlan(kind: TaskKind, outcome: TaskOutcome | null, current: Dayjs): StepPlan {
  const tomorrow = nextWorkingDay(current, workHour);
  switch (outcome) {
    case 'call_back':
      return { kind: 'call', words: null, due: soon(current) };
    case 'no_answer':
      return { kind: kind === 'mail' ? 'call' : kind, words: null, due: laterToday(current) ?? tomorrow };
    case 'wrong_number':
      return { kind: 'todo', words: 'wrong_number', due: tomorrow };
    case 'held':
      return { kind: 'mail', words: 'held', due: tomorrow };
    case 'not_held':
      return { kind: 'meeting', words: null, due: tomorrow };
    case 'sent':
      return { kind: 'call', words: 'sent', due: nextWorkingDay(tomorrow, workHour) };
    case 'agreed':
      return { kind: 'mail', words: 'agreed', due: tomorrow };
    default:
      return { kind: 'call', words: 'done', due: tomorrow };
  }
}

/** The next step in words, filled in and changeable. */
export function nextStepFor(
  task: Pick<Task, 'kind' | 'title'>,
  outcome: TaskOutcome | null,
  current: Dayjs = now(),
): NextStep {
  const plan = stepPlan(task.kind, outcome, current);
  const title = plan.words === null ? task.title : text('tasks')(`steps.${plan.words}`);
  return { kind: plan.kind, title, due_at: plan.due.toISOString() };
}

/** In two hours while people are at work, else tomorrow at ten. */
function soon(current: Dayjs): Dayjs {
  const later = quarter(current.add(2, 'hour'));
  return later.hour() <= lastStart && later.day() === current.day()
    ? later
    : nextWorkingDay(current, workHour);
}

function laterToday(current: Dayjs): Dayjs | null {
  return current.hour() < lateHour - 2 ? atHour(current, lateHour) : null;
}

const quarter = (moment: Dayjs) => moment.startOf('minute').minute(Math.ceil(moment.minute() / 15) * 15);
