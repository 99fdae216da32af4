import { useState } from 'react';
import type { Task } from '@/api/contract';
import { finishBody, missingIn, startDraft, type FinishDraft, type MissingPart } from './finishDraft';
import { useFinishTask } from './useTaskActions';

/** The end of one task as it is being told; for the card of a task. Run mode keeps the drafts of many. */
export function useFinish(task: Task) {
  const finish = useFinishTask();
  const [draft, setDraft] = useState<FinishDraft>(() => startDraft(task));
  const [missing, setMissing] = useState<MissingPart | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  const submit = async (): Promise<boolean> => {
    const body = finishBody(task, draft);
    setMissing(missingIn(task, draft));
    if (body === null) return false;
    setProblem(null);
    try {
      await finish(task, body);
      return true;
    } catch (refusal) {
      setProblem(refusal);
      return false;
    }
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
  };
}
