import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Call, ScreenPop } from '@/api/contract';
import { callsCardOptions } from '@/api/queries';
import { useCan } from '@/api/session';
import { CallButton } from '@/entities/CallButton';
import { ClientChip } from '@/entities/ClientChip';
import { PhoneLink } from '@/entities/PhoneLink';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { usePerson } from '@/entities/people';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { SidePanel } from '@/ui/SidePanel';
import { RowSkeletons } from '@/ui/Skeletons';
import { showToast } from '@/ui/undoToast';
import { CallContext } from './CallContext';
import { CallResult } from './callCells';
import styles from './CallPanel.module.css';
import { NextStepLine, OutcomeFields } from './OutcomeFields';
import { statusOf } from './callStatus';
import { useOutcomeName } from './outcomes';
import { useOutcomeForm } from './useOutcomeForm';

const route = getRouteApi('/_shell/calls/$callId');
const listRoute = getRouteApi('/_shell/calls');

/** One call of the log: what is known of it, and the same form as on the card that rang. */
export function CallPanel() {
  const { callId } = route.useParams();
  const t = useText('calls');
  const navigate = listRoute.useNavigate();
  const { data, error, refetch } = useQuery(callsCardOptions({ path: { call_id: callId } }));
  const close = () => void navigate({ to: '/calls', search: (known) => known });
  if (data !== undefined) return <LoadedCall key={callId} pop={data} onClose={close} />;
  return (
    <SidePanel label={t('title')} onClose={close}>
      {error === null ? <RowSkeletons /> : <ProblemAlert problem={error} onRetry={() => void refetch()} />}
    </SidePanel>
  );
}

function LoadedCall({ pop, onClose }: { pop: ScreenPop; onClose: () => void }) {
  const t = useText('calls');
  const common = useText('common');
  const format = useFormat();
  const outcomeName = useOutcomeName();
  const mayRecord = useCan('calls:write');
  const { call, client } = pop;
  const form = useOutcomeForm({
    pop,
    onSaved: (outcome) =>
      showToast({ message: t('card.saved', { outcome: outcomeName(outcome) }), tone: 'done' }),
  });
  const number = call.client_number === '' ? t('hiddenNumber') : format.phone(call.client_number);
  const isMissed = statusOf(call) === 'missed';
  const footer = mayRecord && (
    <div className={styles.footer}>
      <NextStepLine form={form} />
      <Button loading={form.isSaving} disabled={!form.canSave} onClick={form.save}>
        {common('save')}
      </Button>
    </div>
  );
  return (
    <SidePanel
      label={t('card.label', { who: client?.name ?? number })}
      onClose={onClose}
      footer={footer || undefined}
      header={
        <div className={styles.heading}>
          {client === null ? (
            <h2 className={styles.title}>{number}</h2>
          ) : (
            <ClientChip client={client} withAvatar />
          )}
          <span className={styles.facts}>
            {t(`panel.${call.direction}`)} · {format.dateTime(call.started_at)}
          </span>
        </div>
      }
    >
      <div className={styles.content}>
        {isMissed && call.outcome === null && <p className={styles.missed}>{t('panel.missedPlanned')}</p>}
        <CallFacts call={call} />
        {call.client_number !== '' && (
          <CallButton phone={call.client_number} variant={isMissed ? 'filled' : 'default'} />
        )}
      </div>
      <div className={styles.context}>
        <CallContext pop={pop} form={form} />
      </div>
      {mayRecord && <OutcomeFields form={form} asksName={client === null && call.client_number !== ''} />}
    </SidePanel>
  );
}

function CallFacts({ call }: { call: Call }) {
  const t = useText('calls');
  const format = useFormat();
  const common = useText('common');
  const person = usePerson(call.user_id);
  const waited = call.answered_at ?? call.ended_at;
  return (
    <dl className={styles.list}>
      <dt>{t('list.number')}</dt>
      <dd>{call.client_number === '' ? t('hiddenNumber') : <PhoneLink phone={call.client_number} />}</dd>
      <dt>{t('panel.line')}</dt>
      <dd>{format.phone(call.direction === 'in' ? call.to_number : call.from_number)}</dd>
      <dt>{t('panel.person')}</dt>
      <dd>{person?.name ?? call.user_name ?? common('nobody')}</dd>
      <dt>{t('list.talk')}</dt>
      <dd>
        {call.result === 'answered' ? format.duration(call.talk_seconds ?? 0) : <CallResult call={call} />}
      </dd>
      {waited !== null && (
        <>
          <dt>{t('panel.waited')}</dt>
          <dd>
            {format.duration(
              Math.max(0, Math.round((Date.parse(waited) - Date.parse(call.started_at)) / 1000)),
            )}
          </dd>
        </>
      )}
    </dl>
  );
}
