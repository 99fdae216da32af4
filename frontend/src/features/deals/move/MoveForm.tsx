import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import type { Pipeline } from '@/api/contract';
import { useCan } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { usualNextStep } from '@/entities/NextStepFields';
import { NoStepReason } from '@/entities/NoStepReason';
import { useText } from '@/i18n/text';
import { Kbd } from '@/ui/Kbd';
import { stageOf } from '../stages';
import type { MoveAttempt } from './moveState';
import { useDealMoves } from './MovesContext';
import { RequirementField } from './RequirementField';
import { ReasonInput, ReturnOn } from './MoveExtras';
import {
  emptyEntries,
  exceptionPointer,
  noStepPointer,
  withoutEntry,
  type Requirement,
} from './requirements';
import styles from './MoveForm.module.css';

interface MoveFormProps {
  move: MoveAttempt;
  pipeline: Pipeline;
}

const nextStep: Requirement = {
  pointer: '/next_task',
  label: 'deal.next_task',
  input: 'next_task',
  options: [],
  choices: [],
  currency: null,
  takesReason: false,
  isInvalid: false,
};

/** Asks for what the stage still needs and for the next step, nothing else; ⌘↵ finishes the move. */
export function MoveForm({ move, pipeline }: MoveFormProps) {
  const t = useText('deals');
  const common = useText('common');
  const problems = useText('problems');
  const { submit, fill, cancel } = useDealMoves();
  const [isTried, setTried] = useState(false);
  const { deal, entries } = move;
  const stage = stageOf(pipeline, move.stageId);
  const hasStep = nextStep.pointer in entries;
  const mayExcept = useCan('deals:override');
  const isExcepted = exceptionPointer in entries;
  const step = move.requirements.find(({ input }) => input === 'next_task');
  const waiver = entries[noStepPointer];
  const isWaived = waiver !== undefined;
  const asked = move.requirements.filter(({ input }) => input !== 'next_task');
  const requirements = hasStep && !isWaived ? [...asked, nextStep] : asked;
  const reasons = [isExcepted && exceptionPointer, isWaived && noStepPointer].filter((one) => one !== false);
  const lacking = emptyEntries(requirements, entries).filter(
    (pointer) => !isExcepted || !/^\/(values|answers)\//.test(pointer),
  );
  const empty = new Set([...lacking, ...reasons.filter((pointer) => entries[pointer] === '')]);

  const send = () => {
    setTried(true);
    if (empty.size === 0) submit(deal.id, entries);
  };
  const errorOf = ({ pointer, isInvalid }: Requirement) => {
    if (isTried && empty.has(pointer)) return problems('fields.required');
    return isInvalid ? problems('fields.invalid') : undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    event.stopPropagation();
    send();
  };
  const title = () => {
    if (stage?.semantics === 'lost') return t('move.lost');
    if (asked.length === 0) return t('move.stepFirst', { stage: stage?.name ?? '' });
    return t('move.thingsFirst', { stage: stage?.name ?? '', count: asked.length });
  };

  return (
    <div role="dialog" aria-label={title()} className={styles.form} onKeyDown={onKeyDown}>
      <header className={styles.header}>
        <div>
          <h2 className={styles.title}>{title()}</h2>
          {stage?.hint != null && stage.hint !== '' && <p className={styles.hint}>{stage.hint}</p>}
        </div>
        <ActionIcon aria-label={common('close')} onClick={() => cancel(deal.id)}>
          <IconX className={styles.icon} />
        </ActionIcon>
      </header>
      {requirements.map((requirement, index) => (
        <RequirementField
          key={requirement.pointer}
          requirement={requirement}
          entry={entries[requirement.pointer] ?? null}
          onEntry={(entry) => fill(deal.id, { ...entries, [requirement.pointer]: entry })}
          error={errorOf(requirement)}
          autoFocus={index === 0}
          currency={deal.currency}
          lossReasons={pipeline.loss_reasons}
        />
      ))}
      {stage?.semantics === 'lost' && <ReturnOn move={move} pipeline={pipeline} />}
      {step?.takesReason === true && (
        <NoStepReason
          reason={typeof waiver === 'string' ? waiver : null}
          onReason={(reason) =>
            fill(
              deal.id,
              reason === null
                ? { ...withoutEntry(entries, noStepPointer), [nextStep.pointer]: usualNextStep() }
                : { ...withoutEntry(entries, nextStep.pointer), [noStepPointer]: reason },
            )
          }
          isMissing={isTried && empty.has(noStepPointer)}
        />
      )}
      {isExcepted && (
        <ReasonInput
          pointer={exceptionPointer}
          label={t('exception.reason')}
          description={t('exception.facts')}
          move={move}
          isMissing={isTried && empty.has(exceptionPointer)}
        />
      )}
      {mayExcept && !isExcepted && asked.some(({ pointer }) => /^\/(values|answers)\//.test(pointer)) && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => fill(deal.id, { ...entries, [exceptionPointer]: '' })}
        >
          {t('exception.as')}
        </Button>
      )}
      {!hasStep && !isWaived && (
        <div className={styles.planned}>
          {deal.next_task !== null && stage?.semantics === 'open' && (
            <span>{t('move.planned', { step: deal.next_task.title })}</span>
          )}
          <Button
            size="xs"
            variant="subtle"
            onClick={() => fill(deal.id, { ...entries, [nextStep.pointer]: usualNextStep() })}
          >
            {stage?.semantics === 'open' ? t('move.planAnother') : t('move.planLater')}
          </Button>
        </div>
      )}
      <ProblemAlert problem={move.problem} />
      <footer className={styles.footer}>
        <span className={styles.quiet}>{t('move.escape')}</span>
        <Button
          color={stage?.semantics === 'lost' ? 'danger' : undefined}
          loading={move.phase === 'sending'}
          rightSection={<Kbd keys="mod+enter" onAccent />}
          aria-keyshortcuts="Meta+Enter Control+Enter"
          onClick={send}
        >
          {stage?.semantics === 'lost' ? t('move.lose') : t('move.do')}
        </Button>
      </footer>
    </div>
  );
}
