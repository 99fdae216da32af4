import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Pipeline } from '@/api/contract';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { UserPicker } from '@/entities/UserPicker';
import { useText } from '@/i18n/text';
import { enterableStages, stageOf } from '../stages';
import styles from './DealBulk.module.css';

export type DealAction = 'move' | 'assign_owner';

interface DealBulkDialogProps {
  action: DealAction;
  pipeline: Pipeline;
  problem: unknown;
  isPending: boolean;
  onRun: (params: Record<string, unknown>) => void;
  onClose: () => void;
}

/** Where the chosen deals go, or whose they will be. */
export function DealBulkDialog(props: DealBulkDialogProps) {
  const { action, pipeline, problem, isPending, onRun, onClose } = props;
  const t = useText('lists');
  const common = useText('common');
  const [owner, setOwner] = useState<string | null>(null);
  const [stageId, setStageId] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [noStep, setNoStep] = useState('');
  const semantics = stageId === null ? undefined : stageOf(pipeline, stageId)?.semantics;
  const isLost = semantics === 'lost';
  const takesReason = semantics === 'open' && pipeline.next_step_mode === 'guided';
  const params = () => {
    if (action === 'assign_owner') return owner === null ? null : { owner_id: owner };
    if (stageId === null || (isLost && reason === null)) return null;
    if (isLost) return { stage_id: stageId, loss_reason_id: reason };
    const words = noStep.trim();
    return takesReason && words !== ''
      ? { stage_id: stageId, no_next_step_reason: words }
      : { stage_id: stageId };
  };
  const known = params();
  const wider = new Set(pipeline.loss_reasons.map((one) => one.parent_id));
  return (
    <Modal
      opened
      onClose={onClose}
      title={action === 'move' ? t('bulk.moveTo') : t('bulk.assign_owner')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (known !== null) onRun(known);
        }}
      >
        {action === 'assign_owner' ? (
          <UserPicker label={t('bulk.who')} value={owner} onChange={setOwner} />
        ) : (
          <Select
            label={t('bulk.stage')}
            data={enterableStages(pipeline).map(({ id, name }) => ({ value: id, label: name }))}
            value={stageId}
            onChange={setStageId}
            data-autofocus
          />
        )}
        {action === 'move' && isLost && (
          <Select
            label={t('bulk.lossReason')}
            data={pipeline.loss_reasons
              .filter(({ id }) => !wider.has(id))
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={reason}
            onChange={setReason}
          />
        )}
        {takesReason && (
          <TextInput
            label={t('bulk.noStep')}
            maxLength={200}
            value={noStep}
            onChange={(event) => setNoStep(event.currentTarget.value)}
          />
        )}
        {action === 'move' && <p className={styles.fact}>{t('bulk.forward')}</p>}
        {problem !== null && <ProblemAlert problem={problem} />}
        <Button type="submit" loading={isPending} disabled={known === null}>
          {t('bulk.run')}
        </Button>
      </form>
    </Modal>
  );
}
