import { beforeEach, describe, expect, it } from 'vitest';
import type { Task, TaskDay } from '@/api/contract';
import { inZone, setDisplayZone } from '@/lib/dates';
import { groupOf, nextAfter, snoozedUntil, withoutTask, withTask } from './dayGroups';

const task = (id: string, due_at: string, status: Task['status'] = 'open') =>
  ({ id, due_at, status }) as Task;

const emptyDay: TaskDay = {
  date: '2026-11-21',
  overdue: [],
  overdue_total: 0,
  today: [],
  tomorrow: [],
  done_today: 0,
  next_meeting: null,
};

describe('the day of a person', () => {
  beforeEach(() => setDisplayZone('Asia/Tashkent'));
  const morning = () => inZone('2026-11-21T04:30:00Z');

  it('is bounded by midnight of the workspace, not of UTC', () => {
    expect(groupOf(task('a', '2026-11-20T18:59:00Z'), morning())).toBe('overdue');
    expect(groupOf(task('a', '2026-11-20T19:00:00Z'), morning())).toBe('today');
    expect(groupOf(task('a', '2026-11-21T18:59:00Z'), morning())).toBe('today');
    expect(groupOf(task('a', '2026-11-21T19:00:00Z'), morning())).toBe('tomorrow');
    expect(groupOf(task('a', '2026-11-22T19:00:00Z'), morning())).toBeNull();
  });

  it('takes a task in at the place of its time and out of where it was', () => {
    const day = withTask(
      { ...emptyDay, today: [task('a', '2026-11-21T05:00:00Z'), task('c', '2026-11-21T07:00:00Z')] },
      task('b', '2026-11-21T06:00:00Z'),
      morning(),
    );
    expect(day.today.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    const moved = withTask(day, task('b', '2026-11-22T06:00:00Z'), morning());
    expect(moved.today.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(moved.tomorrow.map(({ id }) => id)).toEqual(['b']);
  });

  it('keeps the number of the overdue, of which only the newest are listed', () => {
    const day = { ...emptyDay, overdue: [task('a', '2026-11-20T05:00:00Z')], overdue_total: 1200 };
    expect(withoutTask(day, 'a').overdue_total).toBe(1199);
    expect(withTask(withoutTask(day, 'a'), task('a', '2026-11-20T05:00:00Z'), morning()).overdue_total).toBe(
      1200,
    );
  });

  it('does not show what is done or due much later', () => {
    const day = { ...emptyDay, today: [task('a', '2026-11-21T05:00:00Z')] };
    expect(withTask(day, task('a', '2026-11-21T05:00:00Z', 'done'), morning()).today).toEqual([]);
    expect(withTask(day, task('a', '2026-12-21T05:00:00Z'), morning())).toEqual({ ...day, today: [] });
  });

  it('forgets the next meeting together with its task', () => {
    const meeting = task('m', '2026-11-21T06:00:00Z');
    expect(
      withoutTask({ ...emptyDay, today: [meeting], next_meeting: meeting }, 'm').next_meeting,
    ).toBeNull();
  });

  it('goes on with the task behind, then with those that were left out', () => {
    const day = {
      ...emptyDay,
      overdue: [task('a', '2026-11-20T05:00:00Z')],
      today: [task('b', '2026-11-21T05:00:00Z'), task('c', '2026-11-21T06:00:00Z')],
      tomorrow: [task('d', '2026-11-22T06:00:00Z')],
    };
    expect(nextAfter(day, 'a')?.id).toBe('b');
    expect(nextAfter(day, 'b')?.id).toBe('c');
    expect(nextAfter(day, 'c')?.id).toBe('a');
    expect(nextAfter(day, 'd')?.id).toBe('a');
    expect(nextAfter({ ...emptyDay, today: [task('a', '2026-11-21T05:00:00Z')] }, 'a')).toBeNull();
  });

  it('puts a task off to the same hour of tomorrow, however late it is', () => {
    expect(snoozedUntil('2026-11-21T05:15:00Z', morning())).toBe('2026-11-22T05:15:00.000Z');
    expect(snoozedUntil('2026-11-02T05:15:00Z', morning())).toBe('2026-11-22T05:15:00.000Z');
  });
});
