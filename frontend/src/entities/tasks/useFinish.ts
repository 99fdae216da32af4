import { useState } from 'react';
import type { Task } from '@/api/contract';
import {
  cancelBody,
  finishBody,
  missingIn,
  missingInCancel,
  startDraft,
  withDemand,
  type FinishDraft,
  type MissingPart,
} from './finishDraft';
import { useCancelTask, useFinishTask } from './useTaskActions';

/** The end of one task as it is being told; for the card of a task. Run mode keeps the drafts of many. */
export function useFinish(task: Task) {
  const finish = useFinishTask();
  const cancel = useCancelTask();
  const [draft, setDraft] = useState<FinishDraft>(() => startDraft(task));
  const [missing, setMissing] = useState<MissingPart | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  const attempt = async (action: () => Promise<unknown>): Promise<boolean> => {
    setProblem(null);
    try {
      await action();
      return true;
    } catch (refusal) {
      setProblem(refusal);
      setDraft((known) => withDemand(known, task, refusal));
      return false;
    }
  };

  const submit = async (): Promise<boolean> => {
    const body = finishBody(task, draft);
    setMissing(missingIn(task, draft));
    return body !== null && attempt(() => finish(task, body));
  };

  /** Nothing came of it: no outcome is asked for, but an open deal still needs its next step. */
  const callOff = async (): Promise<boolean> => {
    const lacking = missingInCancel(draft);
    setMissing(lacking);
    return lacking === null && attempt(() => cancel(task, cancelBody(draft)));
  };

  return {
    draft,
    setDraft: (changed: FinishDraft) => {
      setDraft(changed);
      setMissing(null);
    },
    missing,
    problem,
    submit,
    callOff,
  };
}
