import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { NextStep } from '@/api/contract';
import { clientsCreateMutation, dealsCreateMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { useText } from '@/i18n/text';
import { showToast } from '@/ui/undoToast';
import { keepDeal, refreshDeals } from '../dealCache';
import {
  bodyOf,
  mergeRequirements,
  requirementsOf,
  type Entries,
  type Requirement,
} from '../move/requirements';

/** A client of the base, or one that is to be made (no id yet). */
export interface ChosenClient {
  id: string | null;
  name: string;
}

interface DealFacts {
  title: string;
  amount: string | null;
  next_task?: NextStep;
  no_next_step_reason?: string;
  allow_second: boolean;
}

/** Makes the client when there is none yet, then the deal; what the first stage asks for comes back as fields. */
export function useNewDeal(pipelineId: string, onDone: () => void) {
  const t = useText('deals');
  const queries = useQueryClient();
  const navigate = useNavigate({ from: '/deals' });
  const createClient = useMutation(clientsCreateMutation());
  const createDeal = useMutation(dealsCreateMutation());
  const [requirements, setRequirements] = useState<readonly Requirement[]>([]);
  const [problem, setProblem] = useState<unknown>(null);

  /** Answers the client that was made, so that another try does not make her twice. */
  const create = async (
    client: ChosenClient,
    facts: DealFacts,
    entries: Entries,
  ): Promise<ChosenClient | undefined> => {
    setProblem(null);
    let made: ChosenClient | undefined;
    try {
      if (client.id === null) {
        const saved = await createClient.mutateAsync({ body: { kind: 'person', name: client.name } });
        made = { id: saved.id, name: saved.name };
        void invalidateOperation(queries, 'clientsList');
      }
      const clientId = made?.id ?? client.id;
      if (clientId === null) return made;
      const { amount, ...rest } = facts;
      const deal = await createDeal.mutateAsync({
        body: {
          ...bodyOf(entries),
          ...rest,
          ...(amount === null ? {} : { amount }),
          client_id: clientId,
          pipeline_id: pipelineId,
        },
      });
      keepDeal(queries, deal);
      refreshDeals(queries);
      showToast({ message: t('new.made', { deal: deal.title }), tone: 'done' });
      onDone();
      void navigate({
        to: '/deals/$dealId',
        params: { dealId: deal.id },
        search: (known) => ({ ...known, new: undefined }),
      });
    } catch (refusal) {
      const missing = requirementsOf(refusal);
      if (missing.length === 0) setProblem(refusal);
      else setRequirements((shown) => mergeRequirements(shown, missing));
    }
    return made;
  };

  return { create, requirements, problem, isBusy: createClient.isPending || createDeal.isPending };
}
