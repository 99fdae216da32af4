import type { Call } from '@/api/contract';
import { CallOutcomeCell, CallResult, CallTalk, CallWhen, CallWho } from './callCells';
import styles from './CallLine.module.css';

/** A call of the log as a card of a phone. */
export function CallLine({ call }: { call: Call }) {
  return (
    <div className={styles.line}>
      <div className={styles.top}>
        <CallWho call={call} />
        <span className={styles.when}>
          <CallWhen call={call} />
        </span>
      </div>
      <div className={styles.bottom}>
        {call.result === 'answered' ? <CallTalk call={call} /> : <CallResult call={call} />}
        <CallOutcomeCell call={call} hasRoom={false} />
      </div>
    </div>
  );
}
