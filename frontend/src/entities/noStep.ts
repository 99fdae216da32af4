import { isProblem } from '@/api/problem';

/** The deal would be left with nothing planned, and its pipeline takes a reason instead of a step. */
export function takesReason(problem: unknown): boolean {
  return isProblem(problem, 'next_step_required') && problem.params.mode === 'guided';
}
