import { VisuallyHidden } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pipeline, Stage } from '@/api/contract';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { ConflictNotice } from './ConflictNotice';
import styles from './StagesCard.module.css';
import { StageGroup } from './StageGroup';
import { kinds, stagesOf, type Semantics } from './stageOrder';
import { refreshPipelines, useStageMove } from './usePipelines';

/** What is being edited: a stage by its id, or a new one of a kind. */
export type Edited = { id: string } | { kind: Semantics } | null;

/** The stages as a deal goes through them: the open ones, then won, then lost. */
export function StagesCard({ pipeline }: { pipeline: Pipeline }) {
  const t = useText('pipelines');
  const client = useQueryClient();
  const move = useStageMove(pipeline.id);
  const [edited, setEdited] = useState<Edited>(null);
  const [said, setSaid] = useState('');
  const onMove = (stage: Stage, index: number) => {
    move.mutate({ stageId: stage.id, index });
    const total = stagesOf(pipeline, stage.semantics).length;
    setSaid(t('stages.moved', { name: stage.name, place: index + 1, total }));
  };
  const reload = () => {
    move.reset();
    void refreshPipelines(client);
  };
  return (
    <Card flush title={t('stages.title')}>
      {move.error !== null && (
        <div className={styles.notice}>
          <ConflictNotice problem={move.error} onReload={reload} />
        </div>
      )}
      {kinds.map((kind) => (
        <StageGroup
          key={kind}
          pipeline={pipeline}
          kind={kind}
          edited={edited}
          onEdit={setEdited}
          onMove={onMove}
        />
      ))}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </Card>
  );
}
