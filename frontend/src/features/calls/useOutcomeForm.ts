import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { NextStep, ScreenPop } from '@/api/contract';
import { isProblem } from '@/api/problem';
import { callsOutcomeMutation } from '@/api/queries';
import { usualNextStep } from '@/entities/NextStepFields';
import { takesReason } from '@/entities/noStep';
import { quickMoments } from '@/ui/quickMoments';
import { rememberDraft, rememberedDraft } from './callMemory';
import { patchCall, refreshAfterCall } from './callCache';
import { bodyOf, draftOf, isDismissal, type OutcomeDraft } from './outcomeDraft';

/** The form by which a call is recorded: on the card of a ringing call, in the log and beside it. */
export interface OutcomeForm {
  draft: OutcomeDraft;
  change: (edits: Partial<OutcomeDraft>) => void;
  /** Chooses an outcome; a wrong number and spam are saved by that. */
  choose: (outcome: string) => void;
  save: () => void;
  /** A step filled in with what is usual after the outcome chosen. */
  usualStep: () => NextStep;
  isSaving: boolean;
  canSave: boolean;
  problem: unknown;
  /** The deal would be left without a dated step: the fields of the step must be filled in. */
  isStepMissing: boolean;
}

interface Options {
  pop: ScreenPop;
  onSaved: (outcome: string) => void;
}

const soonOrUsual = (when: 'soon' | 'usual'): NextStep => {
  const step = usualNextStep('call');
  const [soonest] = quickMoments();
  return when === 'soon' && soonest !== undefined ? { ...step, due_at: soonest.moment } : step;
};

export function useOutcomeForm({ pop, onSaved }: Options): OutcomeForm {
  const client = useQueryClient();
  const [edits, setEdits] = useState<Partial<OutcomeDraft>>(() => rememberedDraft(pop.call.id));
  const draft = useMemo(() => draftOf(pop, edits, soonOrUsual), [pop, edits]);
  const { mutate, isPending, error } = useMutation({
    ...callsOutcomeMutation(),
    onMutate: ({ body }) =>
      patchCall(client, pop.call.id, { outcome: body.outcome, note: body.note ?? null }),
    onSuccess: (_call, { body }) => {
      rememberDraft(pop.call.id, null);
      onSaved(body.outcome);
    },
    onError: (refusal) => {
      if (takesReason(refusal) && draft.nextStep === null)
        change({ nextStep: null, reason: draft.reason ?? '' });
    },
    onSettled: () => refreshAfterCall(client),
  });
  const isStepMissing = isProblem(error, 'next_step_required') && !takesReason(error);
  const usualStep = () => soonOrUsual(draft.outcome === 'call_back' ? 'soon' : 'usual');
  const shown = isStepMissing && draft.nextStep === null ? { ...draft, nextStep: usualStep() } : draft;

  const change = (more: Partial<OutcomeDraft>) => {
    const next = { ...edits, ...more };
    setEdits(next);
    rememberDraft(pop.call.id, next);
  };
  const send = (toSend: OutcomeDraft) => {
    if (!isPending) mutate({ path: { call_id: pop.call.id }, body: bodyOf(toSend) });
  };
  return {
    draft: shown,
    change,
    choose(outcome) {
      change({ outcome });
      if (isDismissal(outcome)) send({ ...shown, outcome });
    },
    save: () => send(shown),
    usualStep,
    isSaving: isPending,
    canSave: (shown.nextStep === null ? shown.reason : shown.nextStep.title)?.trim() !== '',
    problem: takesReason(error) ? null : error,
    isStepMissing,
  };
}
