import { Button } from '@mantine/core';
import { isProblem } from '@/api/problem';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import styles from './ConflictNotice.module.css';

interface ConflictNoticeProps {
  problem: unknown;
  /** Loads what the colleague made of it. */
  onReload: () => void;
}

/** What went wrong with saving; a colleague's change between is said as such, with the way on. */
export function ConflictNotice({ problem, onReload }: ConflictNoticeProps) {
  const t = useText('pipelines');
  if (!isProblem(problem, 'version_conflict')) return <ProblemAlert problem={problem} />;
  return (
    <div role="alert" className={styles.notice}>
      <div className={styles.words}>
        <p className={styles.title}>{t('conflict.title')}</p>
        <p>{t('conflict.text')}</p>
      </div>
      <Button size="xs" variant="default" onClick={onReload}>
        {t('conflict.reload')}
      </Button>
    </div>
  );
}
