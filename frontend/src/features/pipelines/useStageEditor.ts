import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { Pipeline, Stage } from '@/api/contract';
import {
  pipelinesChangeStageMutation,
  pipelinesCreateStageMutation,
  pipelinesDeleteStageMutation,
  pipelinesListOptions,
} from '@/api/queries';
import { bodyOf, changesOf, draftOf, newDraft, problemsOf, type StageDraft } from './stageDraft';
import type { Semantics } from './stageOrder';
import { refreshPipelines } from './usePipelines';

interface EditorWish {
  pipeline: Pipeline;
  kind: Semantics;
  stage: Stage | null;
  onClose: () => void;
}

/** A stage being written. Its base is the stage as it was opened, so that a colleague's change between is noticed. */
export function useStageEditor({ pipeline, kind, stage, onClose }: EditorWish) {
  const client = useQueryClient();
  const [base, setBase] = useState(stage);
  const [draft, setDraft] = useState<StageDraft>(() => (stage === null ? newDraft(kind) : draftOf(stage)));
  // What lacks is said from the first try to save on, and goes as it is mended.
  const [isTried, setTried] = useState(false);
  const done = {
    onSuccess: async () => {
      await refreshPipelines(client);
      onClose();
    },
  };
  const create = useMutation({ ...pipelinesCreateStageMutation(), ...done });
  const change = useMutation({ ...pipelinesChangeStageMutation(), ...done });
  const removal = useMutation({ ...pipelinesDeleteStageMutation(), ...done });
  const problems = problemsOf(draft);
  const path = { pipeline_id: pipeline.id };

  const save = () => {
    setTried(true);
    removal.reset();
    if (Object.keys(problems).length > 0) return;
    if (base === null) {
      create.mutate({ path, body: { ...bodyOf(draft), semantics: kind } });
      return;
    }
    const body = changesOf(base, draft);
    if (Object.keys(body).length === 0) onClose();
    else change.mutate({ path: { ...path, stage_id: base.id }, body, headers: ifMatch(base.version) });
  };
  const reload = async () => {
    await refreshPipelines(client);
    const list = await client.ensureQueryData(pipelinesListOptions());
    const newest = list.items.find(({ id }) => id === pipeline.id)?.stages.find(({ id }) => id === base?.id);
    if (newest === undefined) {
      onClose();
      return;
    }
    setBase(newest);
    setDraft(draftOf(newest));
    setTried(false);
    change.reset();
  };
  return {
    draft,
    set: (part: Partial<StageDraft>) => setDraft((known) => ({ ...known, ...part })),
    problems: isTried ? problems : {},
    problem: create.error ?? change.error,
    isSaving: create.isPending || change.isPending,
    save,
    reload: () => void reload(),
    remove: () => {
      if (base !== null) removal.mutate({ path: { ...path, stage_id: base.id } });
    },
    removal: removal.error,
    isRemoving: removal.isPending,
  };
}
