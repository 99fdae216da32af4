import { Button, Menu, UnstyledButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react';
import type { SyntheticEvent } from 'react';
import type { Call } from '@/api/contract';
import { problemMessage } from '@/api/problem';
import { callsOutcomeMutation } from '@/api/queries';
import { useCan } from '@/api/session';
import { PhoneLink } from '@/entities/PhoneLink';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { classes } from '@/lib/classes';
import { Chip, type Tone } from '@/ui/Chip';
import { showToast } from '@/ui/undoToast';
import styles from './callCells.module.css';
import { patchCall, refreshAfterCall } from './callCache';
import { statusOf } from './callStatus';
import { useOutcomeName, useOutcomes } from './outcomes';

interface CellProps {
  call: Call;
}

/** The arrow of the direction and who it was: the client, or the number that nobody knows. */
export function CallWho({ call }: CellProps) {
  const t = useText('calls');
  const format = useFormat();
  const Arrow = call.direction === 'in' ? IconArrowDownLeft : IconArrowUpRight;
  const number = call.client_number === '' ? t('hiddenNumber') : format.phone(call.client_number);
  return (
    <span className={styles.who}>
      <Arrow
        className={classes(styles.arrow, statusOf(call) === 'missed' && styles.missed)}
        role="img"
        aria-label={t(`filters.${call.direction}`)}
      />
      <span className={styles.name}>{call.client_name ?? number}</span>
    </span>
  );
}

export function ClientNumber({ call }: CellProps) {
  const t = useText('calls');
  return call.client_number === '' ? <>{t('hiddenNumber')}</> : <PhoneLink phone={call.client_number} />;
}

export function CallWhen({ call }: CellProps) {
  const format = useFormat();
  return <>{format.dateTime(call.started_at)}</>;
}

export function CallTalk({ call }: CellProps) {
  const format = useFormat();
  return <>{format.duration(call.talk_seconds ?? 0)}</>;
}

/** How the call went as a chip: red only for a client whom nobody answered. */
export function CallResult({ call }: CellProps) {
  const t = useText('calls');
  const { word, tone } = resultOf(call);
  return <Chip tone={tone}>{t(`results.${word}`)}</Chip>;
}

function resultOf(call: Call) {
  const status = statusOf(call);
  if (status === 'ringing' || status === 'dialling') return { word: 'ringing', tone: 'done' } as const;
  if (status === 'talking') return { word: 'talking', tone: 'done' } as const;
  if (status === 'talked') return { word: 'answered', tone: 'neutral' } as const;
  if (status === 'missed') return { word: 'missed', tone: 'danger' } as const;
  const word =
    call.result === null || call.result === 'answered' || call.result === 'missed'
      ? 'unanswered'
      : call.result;
  return { word, tone: 'neutral' satisfies Tone } as const;
}

/** What came of it; what is not recorded yet is recorded here by one click. */
export function CallOutcomeCell({ call, hasRoom }: CellProps & { hasRoom: boolean }) {
  const t = useText('calls');
  const outcomes = useOutcomes();
  const nameOf = useOutcomeName();
  const mayRecord = useCan('calls:write');
  const record = useRecord(call);
  if (call.outcome !== null) {
    return (
      <span title={call.note ?? undefined}>
        <Chip>{nameOf(call.outcome)}</Chip>
        {call.note !== null && <span className={styles.note}>{call.note}</span>}
      </span>
    );
  }
  const status = statusOf(call);
  if (!mayRecord || status === 'unanswered' || status === 'ringing' || status === 'dialling') return null;
  if (hasRoom) {
    return (
      <span
        role="group"
        aria-label={t('form.outcome')}
        className={styles.choices}
        onClick={stay}
        onKeyDown={stay}
      >
        {outcomes.map(({ value, label }) => (
          <UnstyledButton key={value} className={styles.choice} onClick={() => record(value)}>
            {label}
          </UnstyledButton>
        ))}
      </span>
    );
  }
  return (
    <span onClick={stay} onKeyDown={stay}>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="xs" variant="default">
            {t('list.record')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {outcomes.map(({ value, label }) => (
            <Menu.Item key={value} onClick={() => record(value)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}

/** A click on a button of the row does not open the row. */
const stay = (event: SyntheticEvent) => event.stopPropagation();

function useRecord(call: Call): (outcome: string) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    ...callsOutcomeMutation(),
    onMutate: ({ body }) => patchCall(client, call.id, { outcome: body.outcome }),
    onError: (error) => showToast({ message: problemMessage(error), tone: 'danger' }),
    onSettled: () => refreshAfterCall(client),
  });
  return (outcome) => mutate({ path: { call_id: call.id }, body: { outcome } });
}
