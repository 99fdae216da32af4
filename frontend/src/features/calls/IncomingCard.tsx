import { ActionIcon, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { Call, ScreenPop } from '@/api/contract';
import { callsCardOptions } from '@/api/queries';
import { useMe } from '@/api/session';
import { useText } from '@/i18n/text';
import { classes } from '@/lib/classes';
import { Kbd } from '@/ui/Kbd';
import { showToast } from '@/ui/undoToast';
import { CallContext } from './CallContext';
import { CallHeading } from './CallHeading';
import type { CallInHand } from './callsInHand';
import { changeInHand, letGo, putAside } from './callsInHandStore';
import { isLive } from './callStatus';
import styles from './IncomingCard.module.css';
import { NextStepLine, OutcomeFields } from './OutcomeFields';
import { useOutcomeName, useOutcomes } from './outcomes';
import { useOutcomeForm } from './useOutcomeForm';

interface IncomingCardProps {
  item: CallInHand;
  /** Only one card of the stack is unfolded. */
  isOpen: boolean;
  onOpen: () => void;
}

const goodbyeMilliseconds = 4000;
const cardStale = 30_000;

/** One call: who it is, what it is about, and the form that closes it. */
export default function IncomingCard({ item, isOpen, onOpen }: IncomingCardProps) {
  const t = useText('calls');
  const common = useText('common');
  const { call } = item;
  const pop = usePop(call);
  const outcomeName = useOutcomeName();
  const navigate = useNavigate();
  const form = useOutcomeForm({
    pop,
    onSaved: (outcome) => {
      letGo(call.id);
      showToast({
        message: t('card.saved', { outcome: outcomeName(outcome) }),
        tone: 'done',
        actionLabel: t('card.change'),
        onUndo: () => void navigate({ to: '/calls/$callId', params: { callId: call.id } }),
      });
    },
  });
  const clientId = pop.client?.id ?? call.client_id;
  const keys = useCardKeys({ form, clientId, isOpen });
  useGoodbye(item);

  const name = pop.client?.name ?? call.client_name ?? call.client_number;
  const card = clientId !== null && (
    <Button
      renderRoot={(root) => <Link {...root} to="/clients/$clientId" params={{ clientId }} />}
      color={isLive(call) ? 'done' : undefined}
      variant={isLive(call) ? 'filled' : 'default'}
      rightSection={<Kbd keys="enter" onAccent={isLive(call)} />}
      aria-keyshortcuts="Enter"
    >
      {t('card.openClient')}
    </Button>
  );
  return (
    <section
      aria-label={t('card.label', { who: name })}
      aria-keyshortcuts="Alt+C"
      tabIndex={-1}
      data-open={isOpen}
      className={classes(styles.card, form.isSaving && styles.leaving)}
      onFocus={onOpen}
      onKeyDown={keys}
    >
      <header className={styles.header}>
        <CallHeading
          call={call}
          client={pop.client}
          leaving={item.leaving}
          onOpen={isOpen ? undefined : onOpen}
        />
        {isOpen && card}
        <ActionIcon aria-label={common('close')} title={t('card.putAside')} onClick={() => putAside(call.id)}>
          <IconX className={styles.icon} />
        </ActionIcon>
      </header>
      {isOpen && item.leaving === undefined && (
        <>
          <div className={styles.body}>
            <CallContext pop={pop} form={form} />
            <div className={styles.part}>
              <OutcomeFields form={form} asksName={clientId === null} showsKeys />
            </div>
          </div>
          <footer className={styles.footer}>
            <NextStepLine form={form} />
            <Button
              variant={isLive(call) && clientId !== null ? 'default' : 'filled'}
              loading={form.isSaving}
              disabled={!form.canSave}
              aria-keyshortcuts="Meta+Enter Control+Enter"
              onClick={form.save}
            >
              {common('save')}
            </Button>
          </footer>
        </>
      )}
    </section>
  );
}

/** The card's facts: pushed by the socket with the first ring, fetched after a reload. */
function usePop(call: Call): ScreenPop {
  const me = useMe().user.id;
  const { data } = useQuery({ ...callsCardOptions({ path: { call_id: call.id } }), staleTime: cardStale });
  useEffect(() => {
    if (data !== undefined) changeInHand(data.call, me);
  }, [data, me]);
  return useMemo(
    () => ({ ...(data ?? { client: null, deals: [], tasks_today: [], last_note: null }), call }),
    [data, call],
  );
}

function useGoodbye({ call, leaving }: CallInHand): void {
  useEffect(() => {
    if (leaving === undefined) return;
    const timer = setTimeout(() => letGo(call.id), goodbyeMilliseconds);
    return () => clearTimeout(timer);
  }, [call.id, leaving]);
}

interface CardKeys {
  form: ReturnType<typeof useOutcomeForm>;
  clientId: string | null;
  isOpen: boolean;
}

/** 1–9 choose, Enter opens the client, Ctrl+Enter saves, Esc gives the focus back. Only while the card has the focus. */
function useCardKeys({ form, clientId, isOpen }: CardKeys) {
  const outcomes = useOutcomes();
  const navigate = useNavigate();
  const before = useRef<Element | null>(null);
  return (event: KeyboardEvent<HTMLElement>) => {
    const card = event.currentTarget;
    const target = event.target as HTMLElement;
    if (!isOpen || !card.contains(target)) return;
    const isTyping = target.matches('input:not([type=radio]), textarea, select, [contenteditable=true]');
    const run = (action: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (form.canSave) run(form.save);
    } else if (event.key === 'Escape') {
      run(() => (before.current instanceof HTMLElement ? before.current : target).blur());
    } else if (isTyping || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (event.key === 'Enter' && target === card && clientId !== null) {
      run(() => void navigate({ to: '/clients/$clientId', params: { clientId } }));
    } else {
      const outcome = /^[1-9]$/.test(event.key) ? outcomes[Number(event.key) - 1] : undefined;
      if (outcome !== undefined) run(() => form.choose(outcome.value));
    }
  };
}
