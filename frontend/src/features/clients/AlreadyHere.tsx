import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { SimilarClient } from '@/api/contract';
import { MatchReasons } from '@/entities/merging/MatchReasons';
import { useSimilar } from '@/entities/merging/useSimilar';
import { useText } from '@/i18n/text';
import styles from './AlreadyHere.module.css';
import { soughtOf, type NewClientDraft } from './newClient';

const pauseMilliseconds = 300;
const mostShown = 3;

interface LooksLikeProps {
  draft: NewClientDraft;
  onOpen: (clientId: string) => void;
}

/** Says while somebody is being typed in whom of the base this looks like. */
export function LooksLike({ draft, onOpen }: LooksLikeProps) {
  const t = useText('clients');
  const [typed] = useDebouncedValue(draft, pauseMilliseconds);
  const sought = soughtOf(typed);
  const found = useSimilar(sought ?? {}, sought !== null && soughtOf(draft) !== null);
  return (
    <div aria-live="polite">
      {found.length > 0 && (
        <div className={styles.alert}>
          <p className={styles.title}>{t('exists.looksLike')}</p>
          <Candidates candidates={found.slice(0, mostShown)} onOpen={onOpen} />
        </div>
      )}
    </div>
  );
}

interface AlreadyHereProps {
  candidates: readonly SimilarClient[];
  isSaving: boolean;
  onOpen: (clientId: string) => void;
  onCreate: () => void;
}

/** The base has this phone, e-mail or tax id: open whose it is, or add another one all the same. */
export function AlreadyHere({ candidates, isSaving, onOpen, onCreate }: AlreadyHereProps) {
  const t = useText('clients');
  return (
    <div role="alert" className={styles.alert}>
      <p className={styles.title}>{t('exists.title')}</p>
      <Candidates candidates={candidates} onOpen={onOpen} />
      <Button variant="default" loading={isSaving} onClick={onCreate}>
        {t('exists.createAnyway')}
      </Button>
    </div>
  );
}

function Candidates({ candidates, onOpen }: Pick<AlreadyHereProps, 'candidates' | 'onOpen'>) {
  const t = useText('clients');
  return (
    <ul className={styles.list}>
      {candidates.map(({ id, name, owner_name: owner, reasons }, index) => (
        <li key={id ?? index} className={styles.candidate}>
          <span className={styles.words}>
            {name === null
              ? t('exists.ofColleague', { owner: owner ?? t('exists.somebody') })
              : [name, owner].filter(Boolean).join(' · ')}
            <span className={styles.reasons}>
              <MatchReasons reasons={reasons} />
            </span>
          </span>
          {id !== null && name !== null && (
            <Button size="xs" onClick={() => onOpen(id)} aria-label={t('exists.open', { name })}>
              {t('exists.openHers')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
