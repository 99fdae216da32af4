import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DealCard } from '@/api/contract';
import { tasksCreateMutation } from '@/api/queries';
import { NextStepFields, usualNextStep } from '@/entities/NextStepFields';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Kbd } from '@/ui/Kbd';
import { refreshDeals } from './dealCache';
import styles from './PlanStep.module.css';

interface PlanStepProps {
  deal: Pick<DealCard, 'id' | 'client_id' | 'owner_id'>;
  onDone: () => void;
}

/** Plans the next step of a deal where it is missing. */
export function PlanStep({ deal, onDone }: PlanStepProps) {
  const t = useText('deals');
  const client = useQueryClient();
  const [step, setStep] = useState(() => usualNextStep());
  const create = useMutation(tasksCreateMutation());
  const save = async () => {
    if (step.title.trim() === '' || create.isPending) return;
    try {
      await create.mutateAsync({
        body: { ...step, deal_id: deal.id, client_id: deal.client_id, assignee_id: deal.owner_id },
      });
      refreshDeals(client);
      onDone();
    } catch {
      // Said below, from create.error.
    }
  };
  return (
    <div
      className={styles.form}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          event.stopPropagation();
          void save();
        }
      }}
    >
      <NextStepFields value={step} onChange={setStep} />
      <ProblemAlert problem={create.error} />
      <div className={styles.actions}>
        <Button
          loading={create.isPending}
          rightSection={<Kbd keys="mod+enter" onAccent />}
          onClick={() => void save()}
        >
          {t('card.planIt')}
        </Button>
      </div>
    </div>
  );
}
