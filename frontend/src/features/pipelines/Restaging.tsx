import type { Pipeline } from '@/api/contract';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { ProgressBar } from '@/ui/ProgressBar';
import styles from './Restaging.module.css';
import { stageName } from './stageOrder';

interface RestagingProps {
  pipeline: Pipeline;
  work: NonNullable<Pipeline['restaging']>;
}

/** How far the deals are whose stage is being removed, and why nothing else can be changed. */
export function Restaging({ pipeline, work }: RestagingProps) {
  const t = useText('pipelines');
  const format = useFormat();
  return (
    <Card title={t('restaging.title')} role="status" aria-label={t('restaging.title')}>
      {pipeline.stages
        .filter((stage) => stage.successor_id !== null)
        .map((stage) => (
          <p key={stage.id} className={styles.text}>
            {t('restaging.text', { from: stage.name, to: stageName(pipeline, stage.successor_id) })}
          </p>
        ))}
      <div className={styles.progress}>
        <ProgressBar share={work.total === 0 ? 1 : work.done / work.total} />
        <span className={styles.count}>
          {t('restaging.progress', { done: format.number(work.done), total: format.number(work.total) })}
        </span>
      </div>
      <p className={styles.hint}>{t('restaging.hint')}</p>
    </Card>
  );
}
