import { useReducer } from 'react';
import type { Task, TaskDay } from '@/api/contract';
import { problemMessage } from '@/api/problem';
import { useScope } from '@/api/session';
import { allTasks, nextAfter, runOrder, snoozedUntil } from '@/entities/tasks/dayGroups';
import { finishBody, missingIn, startDraft, type FinishDraft } from '@/entities/tasks/finishDraft';
import { useChangeTask, useFinishTask } from '@/entities/tasks/useTaskActions';
import { useText } from '@/i18n/text';
import { showToast } from '@/ui/undoToast';
import { runReducer, startOfRun } from './runState';

export type Run = ReturnType<typeof useRun>;

/** One task at a time: finishing one goes to the next by itself, and what fails comes back with its words. */
export function useRun(day: TaskDay | undefined) {
  const t = useText('day');
  const [state, dispatch] = useReducer(runReducer, startOfRun);
  const scope = useScope('tasks:write');
  const finishTask = useFinishTask();
  const changeTask = useChangeTask();

  const chosen = day === undefined ? undefined : allTasks(day).find((task) => task.id === state.chosenId);
  const task = chosen ?? (day === undefined ? undefined : runOrder(day)[0]) ?? null;
  const draft = task === null ? null : (state.drafts[task.id] ?? startDraft(task));
  const goOn = (from: Task) =>
    dispatch({ type: 'advance', taskId: day === undefined ? null : (nextAfter(day, from.id)?.id ?? null) });

  const finish = async (finished: Task, words: FinishDraft) => {
    const missing = missingIn(finished, words);
    const body = finishBody(finished, words);
    if (missing !== null || body === null) {
      dispatch({ type: 'choose', taskId: finished.id });
      dispatch({ type: 'miss', taskId: finished.id, part: missing ?? 'outcome' });
      return;
    }
    if (finished.id === task?.id) goOn(finished);
    try {
      await finishTask(finished, body);
      dispatch({ type: 'finish', taskId: finished.id });
    } catch (problem) {
      dispatch({ type: 'refuse', task: finished, problem });
    }
  };

  const change = async (changed: Task, values: Parameters<typeof changeTask>[1], said: string) => {
    if (changed.id === task?.id) goOn(changed);
    try {
      const saved = await changeTask(changed, values);
      const before = { due_at: changed.due_at, assignee_id: changed.assignee_id };
      const undo = () => void changeTask(saved, before).catch(sayProblem);
      // What was handed over is not hers any more when she reaches only her own.
      const isOutOfReach = values.assignee_id !== undefined && scope === 'own';
      showToast({ message: said, onUndo: isOutOfReach ? undefined : undo });
    } catch (problem) {
      dispatch({ type: 'choose', taskId: changed.id });
      sayProblem(problem);
    }
  };

  return {
    task,
    draft,
    turn: state.turn,
    missing: state.missing !== null && state.missing.taskId === task?.id ? state.missing.part : null,
    refusals: state.refusals,
    next: task === null || day === undefined ? null : nextAfter(day, task.id),
    choose: (taskId: string) => dispatch({ type: 'choose', taskId }),
    /** From the beginning of what is open. */
    restart: () => {
      const first = day === undefined ? undefined : runOrder(day)[0];
      dispatch({ type: 'advance', taskId: first?.id ?? null });
    },
    write: (changed: FinishDraft) => {
      if (task !== null) dispatch({ type: 'write', taskId: task.id, draft: changed });
    },
    submit: () => (task === null || draft === null ? undefined : finish(task, draft)),
    /** The circle of a row: closes what needs no words, else turns to it. */
    tick: (ticked: Task) => {
      const words = state.drafts[ticked.id] ?? startDraft(ticked);
      if (words.step === null || words.isStepOwn) return finish(ticked, words);
      dispatch({ type: 'choose', taskId: ticked.id });
    },
    snooze: () =>
      task === null ? undefined : change(task, { due_at: snoozedUntil(task.due_at) }, t('run.snoozed')),
    handOver: (userId: string, name: string) =>
      task === null ? undefined : change(task, { assignee_id: userId }, t('run.handedOver', { name })),
  };
}

function sayProblem(problem: unknown): void {
  showToast({ message: problemMessage(problem), tone: 'danger' });
}
