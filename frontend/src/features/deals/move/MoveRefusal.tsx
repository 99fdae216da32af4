import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Pipeline } from '@/api/contract';
import { isProblem, problemMessage } from '@/api/problem';
import { useCan } from '@/api/session';
import { useText } from '@/i18n/text';
import { reachableStages, stageAfter, stageOf } from '../stages';
import type { MoveAttempt } from './moveState';
import { useDealMoves } from './MovesContext';
import { exceptionPointer } from './requirements';
import styles from './MoveRefusal.module.css';

interface MoveRefusalProps {
  move: MoveAttempt;
  pipeline: Pipeline;
}

/** Why the card went back, said at the card, with the way on where there is one. */
export function MoveRefusal({ move, pipeline }: MoveRefusalProps) {
  const t = useText('deals');
  const common = useText('common');
  const { begin, cancel } = useDealMoves();
  const mayExcept = useCan('deals:override');
  const [isExcepting, setExcepting] = useState(false);
  const [reason, setReason] = useState('');
  const { deal, fresh, problem, stageId, place } = move;
  const present = fresh ?? deal;
  const isReachable = reachableStages(pipeline, present.stage_id).some((stage) => stage.id === stageId);
  const next = isProblem(problem, 'stage_skipped') ? stageAfter(pipeline, present.stage_id) : undefined;
  const isChanged = isProblem(problem, 'move_conflict') && fresh !== null;
  const isWayClosed =
    mayExcept && (isProblem(problem, 'stage_skipped') || isProblem(problem, 'stage_backward'));
  const words = () => {
    if (!isChanged) return problemMessage(problem);
    const stage = stageOf(pipeline, fresh.stage_id);
    return fresh.stage_id === deal.stage_id || stage === undefined
      ? t('move.changedMeanwhile')
      : t('move.movedMeanwhile', { stage: stage.name });
  };
  const canRepeat =
    (isChanged && isReachable && present.status === 'open') || isProblem(problem, 'network_lost');
  if (isExcepting) {
    return (
      <form
        className={styles.refusal}
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') begin(present, stageId, place, { [exceptionPointer]: reason });
        }}
      >
        <TextInput
          label={t('exception.reason')}
          maxLength={200}
          data-autofocus
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={styles.actions}>
          <Button type="submit">{t('move.do')}</Button>
          <Button variant="default" onClick={() => cancel(deal.id)}>
            {common('close')}
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div role="alertdialog" aria-label={words()} className={styles.refusal}>
      <p>{words()}</p>
      <div className={styles.actions}>
        {next !== undefined && (
          <Button data-autofocus onClick={() => begin(present, next.id, place)}>
            {t('move.toStage', { stage: next.name })}
          </Button>
        )}
        {canRepeat && (
          <Button data-autofocus onClick={() => begin(present, stageId, place)}>
            {isChanged ? t('move.anyway') : common('retry')}
          </Button>
        )}
        {isWayClosed && (
          <Button variant="subtle" onClick={() => setExcepting(true)}>
            {t('exception.as')}
          </Button>
        )}
        <Button variant="default" onClick={() => cancel(deal.id)}>
          {common('close')}
        </Button>
      </div>
    </div>
  );
}
