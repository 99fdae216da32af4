import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ifMatch } from '@/api/client';
import type { Pipeline } from '@/api/contract';
import { pipelinesChangeMutation } from '@/api/queries';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { ConflictNotice } from './ConflictNotice';
import { refreshPipelines } from './usePipelines';

const modes = ['strict', 'guided', 'off'] as const satisfies readonly Pipeline['next_step_mode'][];
const seconds = ['allow', 'ask', 'refuse'] as const satisfies readonly Pipeline['second_deal'][];

/** How much a pipeline insists: on next steps, and on one open deal per client. */
export function PipelineRules({ pipeline }: { pipeline: Pipeline }) {
  const t = useText('pipelines');
  const client = useQueryClient();
  const change = useMutation({
    ...pipelinesChangeMutation(),
    onSettled: () => refreshPipelines(client),
  });
  const save = (body: Partial<Pick<Pipeline, 'next_step_mode' | 'second_deal'>>) =>
    change.mutate({ path: { pipeline_id: pipeline.id }, body, headers: ifMatch(pipeline.version) });
  return (
    <Card title={t('rules.title')}>
      <Select
        label={t('rules.step')}
        data={modes.map((value) => ({ value, label: t(`rules.steps.${value}`) }))}
        value={pipeline.next_step_mode}
        allowDeselect={false}
        disabled={change.isPending}
        onChange={(chosen) => {
          const mode = modes.find((one) => one === chosen);
          if (mode !== undefined && mode !== pipeline.next_step_mode) save({ next_step_mode: mode });
        }}
      />
      <Select
        label={t('rules.second')}
        data={seconds.map((value) => ({ value, label: t(`rules.seconds.${value}`) }))}
        value={pipeline.second_deal}
        allowDeselect={false}
        disabled={change.isPending}
        onChange={(chosen) => {
          const rule = seconds.find((one) => one === chosen);
          if (rule !== undefined && rule !== pipeline.second_deal) save({ second_deal: rule });
        }}
      />
      <ConflictNotice problem={change.error} onReload={() => void refreshPipelines(client)} />
    </Card>
  );
}
