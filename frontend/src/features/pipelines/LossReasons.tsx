import { Button, NumberInput, Select, TextInput } from '@mantine/core';
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
  const [parent, setParent] = useState<string | null>(null);
  const [days, setDays] = useState<number | null>(null);
  const refresh = { onSuccess: () => refreshPipelines(client) };
  const create = useMutation({
    ...pipelinesCreateLossReasonMutation(),
    onSuccess: async () => {
      setName('');
      setDays(null);
      await refreshPipelines(client);
    },
  });
  const change = useMutation({ ...pipelinesChangeLossReasonMutation(), ...refresh });
  const remove = useMutation({ ...pipelinesDeleteLossReasonMutation(), ...refresh });
  const path = (reason: LossReason) => ({ pipeline_id: pipeline.id, loss_reason_id: reason.id });
  const reasons = inFamilies(pipeline.loss_reasons);
  const wider = reasons.filter(({ parent_id }) => parent_id === null);
  return (
    <Card flush title={t('reasons.title')} aside={t('reasons.facts')}>
      <ul className={styles.list}>
        {reasons.map((reason) => (
          <LossReasonRow
            key={reason.id}
            reason={reason}
            isOnly={wider.length === 1 && reason.parent_id === null}
            isNarrow={reason.parent_id !== null}
            onChange={(body) => change.mutateAsync({ path: path(reason), body })}
            onRemove={() => remove.mutate({ path: path(reason) })}
          />
        ))}
      </ul>
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return;
          create.mutate({
            path: { pipeline_id: pipeline.id },
            body: { name: name.trim(), parent_id: parent, return_after_days: days },
          });
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
        <Select
          aria-label={t('reasons.under')}
          placeholder={t('reasons.under')}
          data={wider.map(({ id, name: label }) => ({ value: id, label }))}
          value={parent}
          clearable
          onChange={setParent}
        />
        <NumberInput
          aria-label={t('reasons.days')}
          placeholder={t('reasons.days')}
          min={1}
          max={3660}
          allowDecimal={false}
          value={days ?? ''}
          onChange={(typed) => setDays(typeof typed === 'number' ? typed : null)}
        />
        <Button type="submit" variant="default" loading={create.isPending} disabled={name.trim() === ''}>
          {common('add')}
        </Button>
      </form>
      <ProblemAlert problem={create.error ?? change.error ?? remove.error} />
    </Card>
  );
}

/** The wider reasons in their order, each followed by the narrower ones that are named instead of it. */
function inFamilies(reasons: readonly LossReason[]): LossReason[] {
  const sorted = [...reasons].sort((left, right) => left.position - right.position);
  return sorted
    .filter(({ parent_id }) => parent_id === null)
    .flatMap((wide) => [wide, ...sorted.filter(({ parent_id }) => parent_id === wide.id)]);
}
