import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LossReason, Pipeline } from '@/api/contract';
import {
  pipelinesChangeLossReasonMutation,
  pipelinesCreateLossReasonMutation,
  pipelinesDeleteLossReasonMutation,
} from '@/api/queries';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { LossReasonRow } from './LossReasonRow';
import styles from './LossReasons.module.css';
import { refreshPipelines } from './usePipelines';

/** Why deals of this pipeline are lost; at least one reason always stays. */
export function LossReasons({ pipeline }: { pipeline: Pipeline }) {
  const t = useText('pipelines');
  const common = useText('common');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const refresh = { onSuccess: () => refreshPipelines(client) };
  const create = useMutation({
    ...pipelinesCreateLossReasonMutation(),
    onSuccess: async () => {
      setName('');
      await refreshPipelines(client);
    },
  });
  const change = useMutation({ ...pipelinesChangeLossReasonMutation(), ...refresh });
  const remove = useMutation({ ...pipelinesDeleteLossReasonMutation(), ...refresh });
  const path = (reason: LossReason) => ({ pipeline_id: pipeline.id, loss_reason_id: reason.id });
  const reasons = [...pipeline.loss_reasons].sort((left, right) => left.position - right.position);
  return (
    <Card flush title={t('reasons.title')} aside={t('reasons.facts')}>
      <ul className={styles.list}>
        {reasons.map((reason) => (
          <LossReasonRow
            key={reason.id}
            reason={reason}
            isOnly={reasons.length === 1}
            onRename={(to) => change.mutateAsync({ path: path(reason), body: { name: to } })}
            onRemove={() => remove.mutate({ path: path(reason) })}
          />
        ))}
      </ul>
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return;
          create.mutate({ path: { pipeline_id: pipeline.id }, body: { name: name.trim() } });
        }}
      >
        <TextInput
          className={styles.input}
          aria-label={t('reasons.new')}
          placeholder={t('reasons.new')}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={create.isPending} disabled={name.trim() === ''}>
          {common('add')}
        </Button>
      </form>
      <ProblemAlert problem={create.error ?? change.error ?? remove.error} />
    </Card>
  );
}
