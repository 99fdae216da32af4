import { Spotlight } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { SearchHit } from '@/api/contract';
import { searchAllOptions } from '@/api/queries';
import { maybeText, useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { looksLikePhone } from '@/lib/phone';
import { overlayDefaults } from '@/ui/theme/theme';
import { closeOverlay } from './overlayStore';
import styles from './Palette.module.css';
import { matches, usePaletteActions, type PaletteAction } from './paletteActions';
import { paletteSpotlight, paletteStore, useFirstSelected } from './paletteSelection';
import { subjectLink } from './subjectLink';

const pauseMilliseconds = 120;
const shortest = 2;
const shownHits = 8;
const noHits: readonly SearchHit[] = [];

/** Go to, create, call and search everything, from one field. */
export default function Palette() {
  const t = useText('shell');
  const format = useFormat();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const typed = query.trim();
  const [sought] = useDebouncedValue(typed, pauseMilliseconds);
  const { places, creations } = usePaletteActions();
  const hits = useQuery({
    ...searchAllOptions({ query: { q: sought, limit: shownHits } }),
    enabled: sought.length >= shortest,
    placeholderData: keepPreviousData,
  });
  const found = sought.length >= shortest ? (hits.data?.items ?? noHits) : noHits;
  const shownPlaces = places.filter((action) => matches(action, typed));
  const shownCreations = creations.filter((action) => matches(action, typed));
  const isPhone = looksLikePhone(typed);
  const isEmpty = found.length + shownPlaces.length + shownCreations.length === 0 && !isPhone;

  useEffect(() => paletteSpotlight.open(), []);
  useFirstSelected([found, shownPlaces.length, shownCreations.length, isPhone]);
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={closeOverlay}
      shortcut={null}
      scrollable
      attributes={{ content: { 'aria-label': t('palette.open') } }}
      overlayProps={overlayDefaults}
      classNames={{ action: styles.action, actionsGroup: styles.group, search: styles.search }}
    >
      <Spotlight.Search placeholder={t('palette.placeholder')} aria-label={t('palette.open')} />
      <Spotlight.ActionsList>
        {isPhone && (
          <Spotlight.Action onClick={() => window.location.assign(`tel:${typed.replaceAll(/[^\d+]/g, '')}`)}>
            {t('palette.call', { number: typed })}
          </Spotlight.Action>
        )}
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.found')}>
            {found.map((hit) => (
              <Spotlight.Action
                key={`${hit.type}:${hit.id}`}
                onClick={() => void navigate(subjectLink(hit) ?? { to: '/' })}
              >
                <span className={styles.title}>{hit.title}</span>
                <span className={styles.facts}>
                  {[
                    maybeText('shell', `palette.${hit.type}`),
                    hit.subtitle,
                    hit.matched == null ? null : format.phone(hit.matched),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        <ActionGroup label={t('palette.create')} actions={shownCreations} />
        <ActionGroup label={t('palette.goTo')} actions={shownPlaces} />
        {isEmpty && !hits.isFetching && <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function ActionGroup({ label, actions }: { label: string; actions: readonly PaletteAction[] }) {
  if (actions.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={label}>
      {actions.map((action) => (
        <Spotlight.Action key={action.id} onClick={action.run}>
          <span className={styles.title}>{action.label}</span>
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}
