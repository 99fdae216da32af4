import type { NextStep, Pipeline } from '@/api/contract';
import type { Requirement } from '../move/requirements';

export type StepMode = Pipeline['next_step_mode'];

/** What a new deal begins with: a step, or (where the pipeline lets it) none, and why. */
export interface FirstStepDraft {
  step: NextStep;
  /** A text, even an empty one, says that there is to be none. */
  reason: string | null;
}

/** How strictly the pipeline asks for a step: what a refusal says is newer than what is cached. */
export function modeOf(pipeline: Pipeline, requirements: readonly Requirement[]): StepMode {
  const asked = requirements.find(({ input }) => input === 'next_task');
  if (asked === undefined) return pipeline.next_step_mode;
  return asked.takesReason ? 'guided' : 'strict';
}

export function isPlanned({ reason }: FirstStepDraft, mode: StepMode): boolean {
  return mode === 'strict' || reason === null;
}

export function isLacking(draft: FirstStepDraft, mode: StepMode): boolean {
  if (isPlanned(draft, mode)) return draft.step.title.trim() === '';
  return mode === 'guided' && draft.reason?.trim() === '';
}

/** The part of the body that says what comes first. */
export function firstStepBody(draft: FirstStepDraft, mode: StepMode) {
  if (isPlanned(draft, mode)) return { next_task: draft.step };
  return mode === 'guided' ? { no_next_step_reason: draft.reason?.trim() } : {};
}
