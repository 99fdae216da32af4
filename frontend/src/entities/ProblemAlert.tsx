import { Button } from '@mantine/core';
import { isProblem, problemMessage } from '@/api/problem';
import { useText } from '@/i18n/text';
import styles from './ProblemAlert.module.css';

interface ProblemAlertProps {
  /** What was thrown; nothing is drawn for null and undefined. */
  problem: unknown;
  onRetry?: () => void;
}

/** Says what went wrong in the person's words, where it went wrong. */
export function ProblemAlert({ problem, onRetry }: ProblemAlertProps) {
  const t = useText('common');
  if (problem === null || problem === undefined) return null;
  const trace = isProblem(problem) && problem.status >= 500 ? problem.traceId : null;
  return (
    <div role="alert" className={styles.alert}>
      <div>
        <p>{problemMessage(problem)}</p>
        {trace !== null && <p className={styles.trace}>{t('failure.trace', { trace })}</p>}
      </div>
      {onRetry !== undefined && !isFinal(problem) && (
        <Button size="xs" variant="default" className={styles.retry} onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}

/** Asking again would bring the same answer. */
const isFinal = (problem: unknown): boolean =>
  isProblem(problem) && (problem.status === 403 || problem.status === 404);
