import { useFormat } from '@/i18n/useFormat';
import { useText } from '@/i18n/text';
import styles from './PhoneLink.module.css';

/** A number that one click calls. */
export function PhoneLink({ phone }: { phone: string }) {
  const t = useText('entities');
  const format = useFormat();
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
