import { TextInput } from '@mantine/core';
import type { Pipeline } from '@/api/contract';
import { useText } from '@/i18n/text';
import { now } from '@/lib/dates';
import { DayInput } from '@/ui/DayInput';
import type { MoveAttempt } from './moveState';
import { useDealMoves } from './MovesContext';
import { returnPointer } from './requirements';

interface ReasonInputProps {
  pointer: string;
  label: string;
  description?: string;
  move: MoveAttempt;
  isMissing: boolean;
}

/** Why the process is not kept to: it stays on the record. */
export function ReasonInput({ pointer, label, description, move, isMissing }: ReasonInputProps) {
  const problems = useText('problems');
  const { fill } = useDealMoves();
  const entry = move.entries[pointer];
  return (
    <TextInput
      label={label}
      description={description}
      maxLength={200}
      autoFocus
      value={typeof entry === 'string' ? entry : ''}
      error={isMissing ? problems('fields.required') : undefined}
      onChange={(event) => fill(move.deal.id, { ...move.entries, [pointer]: event.currentTarget.value })}
    />
  );
}

/** When to come back to a client who is lost: proposed by the reason, the person's to change. */
export function ReturnOn({ move, pipeline }: { move: MoveAttempt; pipeline: Pipeline }) {
  const t = useText('deals');
  const { fill } = useDealMoves();
  const { entries, deal } = move;
  const reason = pipeline.loss_reasons.find(({ id }) => id === entries['/loss_reason_id']);
  const days = reason?.return_after_days ?? null;
  const proposed = days === null ? null : now().add(days, 'day').format('YYYY-MM-DD');
  const given = entries[returnPointer];
  if (reason === undefined) return null;
  return (
    <DayInput
      label={t('back.on')}
      value={typeof given === 'string' ? given : proposed}
      onChange={(day) => fill(deal.id, { ...entries, [returnPointer]: day })}
    />
  );
}
