import { beforeEach, describe, expect, it } from 'vitest';
import type { Task } from '@/api/contract';
import { setDisplayZone } from '@/lib/dates';
import { placeMeetings } from './meetingLanes';

const meeting = (id: string, hour: string) => ({ id, due_at: `2026-11-21T${hour}:00Z` }) as Task;

describe('the line of meetings', () => {
  beforeEach(() => setDisplayZone('UTC'));

  it('puts those that are near each other on lines of their own', () => {
    const { meetings, lanes } = placeMeetings([
      meeting('c', '15:00'),
      meeting('a', '10:00'),
      meeting('b', '10:30'),
    ]);
    expect(meetings.map(({ task, lane }) => [task.id, lane])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ]);
    expect(lanes).toBe(2);
  });

  it('grows for the early and the late, and keeps the words inside', () => {
    const { hours, meetings } = placeMeetings([meeting('a', '07:30'), meeting('b', '21:00')]);
    expect([hours[0], hours.at(-1)]).toEqual([7, 22]);
    expect(meetings[1]?.share).toBeLessThanOrEqual(0.8);
  });
});
