import { UnstyledButton } from '@mantine/core';
import type { Deal, Pipeline } from '@/api/contract';
import { StageAge } from '@/entities/deals/StageAge';
import { useText } from '@/i18n/text';
import { classes } from '@/lib/classes';
import { useDealMoves } from '../move/MovesContext';
import { isUnderWay } from '../move/moveState';
import { reachableStages, stageOf, stagesInOrder } from '../stages';
import styles from './StageSteps.module.css';

interface StageStepsProps {
  deal: Deal;
  pipeline: Pipeline;
  mayMove: boolean;
}

/** How far the deal has come, and one click to where it can go next. */
export function StageSteps({ deal, pipeline, mayMove }: StageStepsProps) {
  const t = useText('deals');
  const { moves, begin } = useDealMoves();
  const move = moves.find((candidate) => candidate.deal.id === deal.id && isUnderWay(candidate));
  const stageId = move?.stageId ?? deal.stage_id;
  const way = stagesInOrder(pipeline).filter(({ semantics }) => semantics !== 'lost');
  const place = way.findIndex(({ id }) => id === stageId);
  const stage = stageOf(pipeline, stageId);
  const reachable = new Set(
    mayMove && deal.status === 'open' ? reachableStages(pipeline, deal.stage_id).map(({ id }) => id) : [],
  );
  return (
    <div>
      <ol aria-label={t('card.way')} className={styles.way}>
        {way.map((step, index) => {
          const className = classes(
            styles.step,
            place >= 0 && index <= place && styles.passed,
            step.semantics === 'won' && index === place && styles.won,
          );
          return (
            <li key={step.id} className={styles.item} aria-current={step.id === stageId ? 'step' : undefined}>
              {reachable.has(step.id) ? (
                <UnstyledButton
                  className={className}
                  title={step.name}
                  aria-label={t('move.toStage', { stage: step.name })}
                  onClick={() => begin(deal, step.id, 'card')}
                />
              ) : (
                <span className={className} title={step.name}>
                  <span className={styles.spoken}>{step.name}</span>
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <p className={styles.now}>
        <b className={classes(styles.name, stage?.semantics === 'lost' && styles.lost)}>
          {stage?.name ?? deal.stage_name}
        </b>
        <StageAge deal={deal} />
      </p>
      {stage?.hint != null && stage.hint !== '' && deal.status === 'open' && (
        <p className={styles.hint}>{stage.hint}</p>
      )}
    </div>
  );
}
