import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { workingHoursCountriesOptions, workingHoursHolidaysOptions } from '@/api/queries';
import { languageStore } from '@/i18n/engine';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { inZone, now, toDay, toMoment } from '@/lib/dates';
import { isCountry } from '@/lib/places';
import styles from './Hours.module.css';

const shownAtOnce = 5;

interface HolidaysProps {
  country: string | null;
  onChange: (country: string | null) => void;
}

/** Whose public holidays are days off, with the nearest of them. */
export function Holidays({ country, onChange }: HolidaysProps) {
  const t = useText('settings');
  const auth = useText('auth');
  const format = useFormat();
  const known = useQuery(workingHoursCountriesOptions());
  const names = useMemo(() => new Intl.DisplayNames([languageStore.get()], { type: 'region' }), []);
  const data = useMemo(
    () =>
      (known.data?.items ?? [])
        .map(({ code }) => ({
          value: code,
          label: isCountry(code) ? auth(`countries.${code}`) : (names.of(code) ?? code),
        }))
        .sort((left, right) => left.label.localeCompare(right.label)),
    [known.data, names, auth],
  );
  const year = now().year();
  const ask = (of: number) => ({
    ...workingHoursHolidaysOptions({ query: { country: country ?? '', year: of } }),
    enabled: country !== null,
  });
  const present = useQuery(ask(year));
  const coming = useQuery(ask(year + 1));
  const today = toDay(now());
  const next = [...(present.data?.items ?? []), ...(coming.data?.items ?? [])]
    .filter(({ on }) => on >= today)
    .slice(0, shownAtOnce);
  return (
    <>
      <Select
        label={t('hours.country')}
        placeholder={t('hours.none')}
        data={data}
        value={country}
        searchable
        clearable
        limit={100}
        onChange={onChange}
      />
      {country !== null && next.length > 0 && (
        <p className={styles.facts}>
          {t('hours.next')}{' '}
          {next.map(({ on, name }) => `${format.date(inZone(toMoment(`${on} 12:00`)))} ${name}`).join(' · ')}
        </p>
      )}
    </>
  );
}
