import { now } from '@/lib/dates';

export const duePeriods = ['overdue', 'today', 'week'] as const;
export type DuePeriod = (typeof duePeriods)[number];

const weekDays = 7;

/** The borders of a period as the API takes them: from a moment on, before a moment. */
export function dueBorders(period: DuePeriod | undefined): { due_from?: string; due_to?: string } {
  const today = now().startOf('day');
  switch (period) {
    case 'overdue':
      return { due_to: today.toISOString() };
    case 'today':
      return { due_from: today.toISOString(), due_to: today.add(1, 'day').toISOString() };
    case 'week':
      return { due_from: today.toISOString(), due_to: today.add(weekDays, 'day').toISOString() };
    default:
      return {};
  }
}
