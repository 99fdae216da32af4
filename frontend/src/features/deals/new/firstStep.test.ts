import { describe, expect, it } from 'vitest';
import type { NextStep, Pipeline } from '@/api/contract';
import type { Requirement } from '../move/requirements';
import { firstStepBody, isLacking, modeOf } from './firstStep';

const step: NextStep = { kind: 'call', title: 'Call back', due_at: '2026-11-23T05:00:00Z' };
const pipelineOf = (mode: Pipeline['next_step_mode']) => ({ next_step_mode: mode }) as Pipeline;
const asked = (takesReason: boolean) => [{ input: 'next_task', takesReason } as Requirement];

describe('the first step of a deal', () => {
  it('is asked for as the pipeline says, or as a refusal says now', () => {
    expect(modeOf(pipelineOf('off'), [])).toBe('off');
    expect(modeOf(pipelineOf('off'), asked(true))).toBe('guided');
    expect(modeOf(pipelineOf('guided'), asked(false))).toBe('strict');
  });

  it('is a step or a reason where the pipeline takes one', () => {
    expect(firstStepBody({ step, reason: null }, 'guided')).toEqual({ next_task: step });
    expect(firstStepBody({ step, reason: ' tender ' }, 'guided')).toEqual({ no_next_step_reason: 'tender' });
    expect(isLacking({ step, reason: ' ' }, 'guided')).toBe(true);
    expect(isLacking({ step, reason: 'tender' }, 'guided')).toBe(false);
  });

  it('cannot be left out where the pipeline is strict, and needs no words where it does not care', () => {
    expect(firstStepBody({ step, reason: 'tender' }, 'strict')).toEqual({ next_task: step });
    expect(isLacking({ step: { ...step, title: '' }, reason: 'tender' }, 'strict')).toBe(true);
    expect(firstStepBody({ step, reason: '' }, 'off')).toEqual({});
    expect(isLacking({ step, reason: '' }, 'off')).toBe(false);
  });
});
