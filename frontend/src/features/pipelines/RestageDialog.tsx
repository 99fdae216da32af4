import { Button, Modal, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { Pipeline, Stage } from '@/api/contract';
import { pipelinesRestage } from '@/api/operations';
import { pipelinesRestageMutation } from '@/api/queries';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { ConflictNotice } from './ConflictNotice';
import pipelineStyles from './Pipelines.module.css';
import { stagesOf } from './stageOrder';
import { refreshPipelines } from './usePipelines';
import styles from './RestageDialog.module.css';

interface RestageDialogProps {
  pipeline: Pipeline;
  stage: Stage;
  onDone: () => void;
  onClose: () => void;
}

const shownDeals = 20;

/** A stage goes, its deals go to another: what that means for them is said before it is done. */
export default function RestageDialog({ pipeline, stage, onDone, onClose }: RestageDialogProps) {
  const t = useText('pipelines');
  const common = useText('common');
  const format = useFormat();
  const client = useQueryClient();
  const others = stagesOf(pipeline, stage.semantics).filter(({ id }) => id !== stage.id);
  const [targetId, setTargetId] = useState<string | null>(null);
  const wish = (to: string, dry_run: boolean) => ({
    path: { pipeline_id: pipeline.id },
    body: { mapping: { [stage.id]: to }, dry_run },
    headers: ifMatch(pipeline.version),
  });
  const preview = useQuery({
    queryKey: ['restage-preview', pipeline.id, pipeline.version, stage.id, targetId],
    enabled: targetId !== null,
    queryFn: async () => {
      const { data } = await pipelinesRestage({ ...wish(targetId ?? '', true), throwOnError: true });
      return data;
    },
  });
  const restage = useMutation({
    ...pipelinesRestageMutation(),
    onSuccess: async () => {
      await refreshPipelines(client);
      onDone();
    },
  });
  const unseen = (preview.data?.lacking_count ?? 0) - Math.min(shownDeals, preview.data?.lacking.length ?? 0);
  const problem = restage.error ?? preview.error;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('stage.restageTitle', { name: stage.name })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (targetId !== null) restage.mutate(wish(targetId, false));
        }}
      >
        <Select
          label={t('stage.restageTo')}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={targetId}
          onChange={setTargetId}
          data-autofocus
        />
        {preview.data !== undefined && (
          <div role="status" className={styles.facts}>
            <p>
              {t('stage.restageMoves', {
                count: preview.data.moved,
                shown: format.number(preview.data.moved),
              })}
            </p>
            {preview.data.examined < preview.data.moved && (
              <p>
                {t('stage.restageExamined', {
                  count: preview.data.examined,
                  shown: format.number(preview.data.examined),
                })}
              </p>
            )}
            {preview.data.lacking_count > 0 && (
              <p>
                {t('stage.restageLacking', {
                  count: preview.data.lacking_count,
                  shown: format.number(preview.data.lacking_count),
                })}
              </p>
            )}
            {preview.data.lacking.length > 0 && (
              <ul className={styles.deals} tabIndex={0} aria-label={t('stage.restageDeals')}>
                {preview.data.lacking.slice(0, shownDeals).map((deal) => (
                  <li key={deal.id}>{deal.title}</li>
                ))}
              </ul>
            )}
            {preview.data.lacking.length > 0 && unseen > 0 && (
              <p className={styles.more}>
                {t('stage.restageMore', { count: unseen, shown: format.number(unseen) })}
              </p>
            )}
          </div>
        )}
        <ConflictNotice problem={problem} onReload={() => void refreshPipelines(client)} />
        <div className={pipelineStyles.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            type="submit"
            color="danger"
            loading={restage.isPending || preview.isLoading}
            disabled={targetId === null || preview.data === undefined}
          >
            {t('stage.restage')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
