import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { clientsLookupOptions } from '@/api/queries';
import { useText } from '@/i18n/text';
import { looksLikePhone } from '@/lib/phone';
import styles from './AlreadyHere.module.css';
import type { Candidate } from './newClient';

const pauseMilliseconds = 300;
/** A shorter piece of a number is found in too many. */
const shortest = 7;

interface KnownPhoneProps {
  phone: string;
  onOpen: (clientId: string) => void;
}

/** Says while the number is being typed that somebody has it already. */
export function KnownPhone({ phone, onOpen }: KnownPhoneProps) {
  const t = useText('clients');
  const [typed] = useDebouncedValue(phone, pauseMilliseconds);
  const isWorthIt = looksLikePhone(typed) && typed.replaceAll(/\D/g, '').length >= shortest;
  const { data } = useQuery({ ...clientsLookupOptions({ query: { phone: typed } }), enabled: isWorthIt });
  const known = isWorthIt ? data?.items[0] : undefined;
  return (
    <div aria-live="polite">
      {known !== undefined && (
        <p className={styles.hint}>
          {t('exists.phoneOf', { name: known.name })}{' '}
          <button type="button" className={styles.link} onClick={() => onOpen(known.id)}>
            {t('exists.open', { name: known.name })}
          </button>
        </p>
      )}
    </div>
  );
}

interface AlreadyHereProps {
  candidates: readonly Candidate[];
  isSaving: boolean;
  onOpen: (clientId: string) => void;
  onCreate: () => void;
}

/** The base has this phone or e-mail: open whose it is, or add another one all the same. */
export function AlreadyHere({ candidates, isSaving, onOpen, onCreate }: AlreadyHereProps) {
  const t = useText('clients');
  return (
    <div role="alert" className={styles.alert}>
      <p className={styles.title}>{t('exists.title')}</p>
      <ul className={styles.list}>
        {candidates.map(({ id, name, owner_name: owner, matched }, index) => (
          <li key={id ?? index} className={styles.candidate}>
            <span>
              {name === null
                ? t('exists.ofColleague', { owner: owner ?? t('exists.somebody') })
                : [name, owner].filter(Boolean).join(' · ')}
              <span className={styles.matched}> · {t(`exists.${matched}`)}</span>
            </span>
            {id !== null && name !== null && (
              <Button size="xs" onClick={() => onOpen(id)} aria-label={t('exists.open', { name })}>
                {t('exists.openHers')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button variant="default" loading={isSaving} onClick={onCreate}>
        {t('exists.createAnyway')}
      </Button>
    </div>
  );
}
