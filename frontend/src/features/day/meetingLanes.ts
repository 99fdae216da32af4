import type { Task } from '@/api/contract';
import { inZone } from '@/lib/dates';

export interface PlacedMeeting {
  task: Task;
  /** 0 to 1 along the line. */
  share: number;
  lane: number;
}

export interface MeetingDay {
  /** Hours drawn under the line. */
  hours: number[];
  meetings: PlacedMeeting[];
  lanes: number;
  shareOf: (hour: number) => number;
}

const firstHour = 9;
const lastHour = 19;
/** How much of the line the words of a meeting need. */
const wordsShare = 0.2;

const hourOf = (moment: string) => {
  const at = inZone(moment);
  return at.hour() + at.minute() / 60;
};

/** Meetings along the hours of the day; those too near to each other stand on lines of their own. */
export function placeMeetings(tasks: readonly Task[]): MeetingDay {
  const sorted = [...tasks].sort((left, right) => left.due_at.localeCompare(right.due_at));
  const starts = sorted.map((task) => hourOf(task.due_at));
  const from = Math.min(firstHour, ...starts.map(Math.floor));
  const to = Math.max(lastHour, ...starts.map((start) => Math.ceil(start) + 1));
  const shareOf = (hour: number) => Math.max(0, Math.min(1, (hour - from) / (to - from)));
  const ends: number[] = [];
  const meetings = sorted.map((task, index) => {
    const share = Math.min(shareOf(starts[index] ?? from), 1 - wordsShare);
    const free = ends.findIndex((end) => end <= share);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = share + wordsShare;
    return { task, share, lane };
  });
  const hours = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return { hours, meetings, lanes: ends.length, shareOf };
}
