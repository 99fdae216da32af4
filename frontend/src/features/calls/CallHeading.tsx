import { UnstyledButton } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import type { Call, ClientRow } from '@/api/contract';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { InitialsAvatar } from '@/ui/InitialsAvatar';
import styles from './CallHeading.module.css';
import type { CallInHand } from './callsInHand';
import { countedFrom, statusOf } from './callStatus';
import { CallTime } from './CallTime';

interface CallHeadingProps {
  call: Call;
  client: ClientRow | null;
  leaving?: CallInHand['leaving'];
  /** Unfolds the card; given when it is folded. */
  onOpen?: () => void;
}

/** Who calls and how the call stands: "Dilnoza Karimova — hotel Anor · calls you · 0:04". */
export function CallHeading({ call, client, leaving, onOpen }: CallHeadingProps) {
  const format = useFormat();
  const t = useText('calls');
  const status = statusOf(call);
  const name = client?.name ?? call.client_name;
  const number = call.client_number === '' ? t('hiddenNumber') : format.phone(call.client_number);
  const words = (
    <>
      <span className={styles.dot} data-status={status} aria-hidden />
      {name === null ? (
        <span className={styles.nobody} aria-hidden>
          <IconPhone className={styles.phone} />
        </span>
      ) : (
        <InitialsAvatar name={name} size="large" />
      )}
      <span className={styles.words}>
        <span className={styles.name}>{name ?? number}</span>
        <span className={styles.facts}>
          {name === null ? t('card.newNumber') : (client?.company_name ?? number)}
          {' · '}
          <StatusWords call={call} leaving={leaving} />
        </span>
      </span>
    </>
  );
  if (onOpen === undefined) return <div className={styles.heading}>{words}</div>;
  return (
    <UnstyledButton className={styles.heading} aria-expanded={false} onClick={onOpen}>
      {words}
    </UnstyledButton>
  );
}

function StatusWords({ call, leaving }: Pick<CallHeadingProps, 'call' | 'leaving'>) {
  const t = useText('calls');
  const format = useFormat();
  if (leaving === 'taken_by_other') return <>{t('card.takenBy', { name: call.user_name ?? '' })}</>;
  const status = statusOf(call);
  const since = countedFrom(call);
  return (
    <span data-missed={status === 'missed' || undefined} className={styles.status}>
      {t(`status.${status}`)}
      {' · '}
      {since !== null ? (
        <CallTime since={since} />
      ) : status === 'talked' ? (
        format.duration(call.talk_seconds ?? 0)
      ) : (
        format.time(call.started_at)
      )}
    </span>
  );
}
