import dayjs from 'dayjs';
import { describe, expect, it } from 'vitest';
import { stageTimeOf } from './stageTime';

const inHours = (hours: number) => dayjs().add(hours, 'hour').toISOString();

describe('the time of a deal on its stage', () => {
  it('is calm, then amber, then red', () => {
    const at = (warn: number | null, due: number) =>
      stageTimeOf({
        status: 'open',
        stage_warn_at: warn === null ? null : inHours(warn),
        stage_due_at: inHours(due),
      })?.tone;
    expect([at(1, 2), at(null, 2), at(-1, 2), at(-2, -1), at(null, -1)]).toEqual([
      'neutral',
      'neutral',
      'warning',
      'danger',
      'danger',
    ]);
  });

  it('is nobody’s worry without a limit or once the deal is closed', () => {
    expect(stageTimeOf({ status: 'open', stage_warn_at: null, stage_due_at: null })).toBeNull();
    expect(stageTimeOf({ status: 'won', stage_warn_at: null, stage_due_at: inHours(-1) })).toBeNull();
  });
});
