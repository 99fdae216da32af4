import { useFormat } from '@/i18n/useFormat';
import { useText } from '@/i18n/text';
import { isMasked } from '@/lib/masked';
import styles from './PhoneLink.module.css';

/** A number that one click calls; one that the person's role may not read is only seen to be there. */
export function PhoneLink({ phone }: { phone: string }) {
  const t = useText('entities');
  const format = useFormat();
  if (isMasked(phone)) return <span className={styles.phone}>{phone}</span>;
  const shown = format.phone(phone);
  return (
    <a
      className={styles.phone}
      href={`tel:${phone}`}
      title={t('callNumber', { number: shown })}
      onClick={(event) => event.stopPropagation()}
    >
      {shown}
    </a>
  );
}
