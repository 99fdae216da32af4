import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PipelineTemplate } from '@/api/contract';
import { pipelinesTemplatesOptions } from '@/api/queries';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { RowSkeletons } from '@/ui/Skeletons';
import styles from './TemplateChoice.module.css';

export type TemplateKey = PipelineTemplate['key'];

interface TemplateChoiceProps {
  value: TemplateKey;
  onChange: (value: TemplateKey) => void;
}

/** Which stages a new pipeline begins with, each template shown whole. */
export function TemplateChoice({ value, onChange }: TemplateChoiceProps) {
  const t = useText('pipelines');
  const { data, error, refetch } = useQuery(pipelinesTemplatesOptions());
  if (error !== null) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <RowSkeletons rows={4} />;
  return (
    <Radio.Group
      label={t('template')}
      description={t('usualStages')}
      value={value}
      onChange={(chosen) => onChange(data.items.find(({ key }) => key === chosen)?.key ?? value)}
    >
      <div className={styles.templates}>
        {data.items.map(({ key, name, stages }) => (
          <Radio key={key} value={key} label={name} description={stages.join(' → ')} />
        ))}
      </div>
    </Radio.Group>
  );
}
