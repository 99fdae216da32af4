import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Client } from '@/api/contract';
import { clientsQualityOptions } from '@/api/queries';
import { fieldTitle } from '@/entities/lists/useListFields';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Chip } from '@/ui/Chip';
import styles from './ClientHeading.module.css';

/** How complete the record is, what it lacks, and whether a way to reach her is wrong. */
export function ClientQuality({ client }: { client: Client }) {
  const t = useText('clients');
  const format = useFormat();
  const options = clientsQualityOptions({ path: { client_id: client.id } });
  const { data } = useQuery({
    ...options,
    // Each version of the card has its own.
    queryKey: [{ ...options.queryKey[0], version: client.version }] as unknown as typeof options.queryKey,
    placeholderData: keepPreviousData,
  });
  if (data === undefined || (data.completeness === 100 && !data.bad_phone && !data.bad_email)) return null;
  const missing = data.missing.map((field) => fieldTitle(field)).join(', ');
  return (
    <p className={styles.missing}>
      {data.completeness < 100 && (
        <Chip tone="warning">
          {[
            t('card.complete', { share: format.percent(data.completeness / 100) }),
            missing && t('card.missing', { what: missing }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Chip>
      )}
      {data.bad_phone && <Chip tone="danger">{t('card.badPhone')}</Chip>}
      {data.bad_email && <Chip tone="danger">{t('card.badEmail')}</Chip>}
    </p>
  );
}
