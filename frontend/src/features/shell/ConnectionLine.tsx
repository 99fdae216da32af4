import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { reconnectRealtime, useConnectionState } from '@/api/realtime/realtime';
import { useText } from '@/i18n/text';
import styles from './ConnectionLine.module.css';

/** A blink of the network is nobody's concern. */
const patienceMilliseconds = 2500;

/** Says quietly that the connection is lost, and goes when it is back. */
export function ConnectionLine() {
  const t = useText('shell');
  const state = useConnectionState();
  const isLost = state === 'waiting' || state === 'connecting';
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(isLost), isLost ? patienceMilliseconds : 0);
    return () => clearTimeout(timer);
  }, [isLost]);
  return (
    <div role="status">
      {isShown && isLost && (
        <div className={styles.line}>
          <span>{t('connection.waiting')}</span>
          <Button size="xs" variant="subtle" onClick={reconnectRealtime}>
            {t('connection.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
