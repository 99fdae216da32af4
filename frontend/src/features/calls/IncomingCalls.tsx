import { UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPhoneCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { Call } from '@/api/contract';
import { callsListOptions } from '@/api/queries';
import { useFrame } from '@/api/realtime/realtime';
import { useCan, useMe } from '@/api/session';
import { useText } from '@/i18n/text';
import { useStore } from '@/lib/store';
import { bringBack, callsInHand, changeInHand, takeInHand } from './callsInHandStore';
import styles from './IncomingCalls.module.css';

const loadCard = () => import('./IncomingCard');
const IncomingCard = lazy(loadCard);

const mostWaiting = 20;
/** The key at that place of the keyboard, whatever the layout writes with it. */
const byPlace = { preventDefault: true, usePhysicalKeys: true };

/**
 * Stands above every screen of the shell: a ringing call slides in and stays until its outcome is recorded or it is put
 * aside. Nothing here takes the focus by itself; Alt+C (or C, when nobody is typing) gives it to the card.
 */
export function IncomingCalls() {
  const t = useText('calls');
  const calls = useStore(callsInHand);
  const [chosen, setChosen] = useState<string | null>(null);
  const stack = useRef<HTMLDivElement>(null);
  useCallNews();

  const open =
    calls.find(({ call }) => call.id === chosen) ?? calls.find((item) => item.isQuiet === undefined);
  const shown = calls.filter((item) => item.isQuiet === undefined || item === open);
  const quiet = calls.filter((item) => !shown.includes(item));
  const focusOpen = () => {
    if (open === undefined) setChosen(quiet[0]?.call.id ?? null);
    requestAnimationFrame(() => stack.current?.querySelector<HTMLElement>('[data-open="true"]')?.focus());
  };
  useHotkeys([['C', focusOpen, byPlace]]);
  useHotkeys([['alt+C', focusOpen, byPlace]], []);

  const ringing = calls.filter(({ call }) => call.state === 'ringing');
  return (
    <>
      <div className={styles.announcement} role="status">
        {ringing
          .map(({ call }) => t('card.announcement', { who: call.client_name ?? call.client_number }))
          .join('. ')}
      </div>
      {quiet[0] !== undefined && (
        <WaitingPill count={quiet.length} onOpen={() => setChosen(quiet[0]?.call.id ?? null)} />
      )}
      <div ref={stack} className={styles.stack}>
        <Suspense fallback={null}>
          {shown.map((item) => (
            <IncomingCard
              key={item.call.id}
              item={item}
              isOpen={item === open}
              onOpen={() => setChosen(item.call.id)}
            />
          ))}
        </Suspense>
      </div>
    </>
  );
}

/** Calls that were over before the screen was loaded and still have no outcome: said quietly, where it covers nothing. */
function WaitingPill({ count, onOpen }: { count: number; onOpen: () => void }) {
  const t = useText('calls');
  return (
    <UnstyledButton className={styles.pill} onClick={onOpen}>
      <IconPhoneCheck className={styles.pillIcon} aria-hidden />
      {t('waiting', { count })}
    </UnstyledButton>
  );
}

/** Hears of calls by the socket, and asks for those that wait since before the screen was loaded. */
function useCallNews(): void {
  const me = useMe().user.id;
  const mayRead = useCan('calls:read');
  useFrame('screen_pop', takeInHand);
  useFrame(
    'call.changed',
    useCallback((call: Call) => changeInHand(call, me), [me]),
  );
  const waiting = useQuery({
    ...callsListOptions({ query: { user_id: me, needs_outcome: true, limit: mostWaiting } }),
    enabled: mayRead,
  });
  const ringing = useQuery({
    ...callsListOptions({ query: { user_id: me, state: 'ringing', limit: mostWaiting } }),
    enabled: mayRead,
  });
  useEffect(() => bringBack(waiting.data?.items ?? []), [waiting.data]);
  useEffect(() => bringBack(ringing.data?.items ?? []), [ringing.data]);
  // The card must not wait for its code when the telephone rings.
  useEffect(() => void loadCard(), []);
}
