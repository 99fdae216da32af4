import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Pipeline, WinBackRule } from '@/api/contract';
import { winBackListOptions } from '@/api/queries';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { Chip } from '@/ui/Chip';
import styles from './WinBack.module.css';
import { WinBackForm } from './WinBackForm';

interface WinBackProps {
  pipeline: Pipeline;
  pipelines: readonly Pipeline[];
}

/** The rules by which a pipeline is fed from lost deals, and what came of them. */
export function WinBack({ pipeline, pipelines }: WinBackProps) {
  const t = useText('pipelines');
  const [edited, setEdited] = useState<WinBackRule | 'new' | null>(null);
  const { data, error, refetch } = useQuery(winBackListOptions({ path: { pipeline_id: pipeline.id } }));
  const rules = data?.items ?? [];
  return (
    <Card title={t('winBack.title')}>
      <p className={styles.facts}>{t('winBack.facts')}</p>
      <ProblemAlert problem={error} onRetry={() => void refetch()} />
      {data !== undefined && rules.length === 0 && <p className={styles.facts}>{t('winBack.empty')}</p>}
      {rules.length > 0 && (
        <ul className={styles.rules}>
          {rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} pipelines={pipelines} onEdit={() => setEdited(rule)} />
          ))}
        </ul>
      )}
      <div className={styles.foot}>
        <Button size="xs" variant="default" onClick={() => setEdited('new')}>
          {t('winBack.add')}
        </Button>
        {rules.length > 0 && (
          <>
            <Link to="/reports/$metric" params={{ metric: 'deals_revived' }} search={{}}>
              {t('winBack.revived')}
            </Link>
            <Link to="/reports/$metric" params={{ metric: 'deals_revived_won' }} search={{}}>
              {t('winBack.won')}
            </Link>
          </>
        )}
      </div>
      {edited !== null && (
        <WinBackForm
          pipeline={pipeline}
          pipelines={pipelines}
          rule={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </Card>
  );
}

interface RuleRowProps {
  rule: WinBackRule;
  pipelines: readonly Pipeline[];
  onEdit: () => void;
}

function RuleRow({ rule, pipelines, onEdit }: RuleRowProps) {
  const t = useText('pipelines');
  const common = useText('common');
  const from = pipelines
    .filter(({ id }) => rule.source_pipeline_ids.includes(id))
    .map(({ name }) => name)
    .join(', ');
  const wait = rule.wait_days === null ? t('winBack.byDeal') : t('winBack.after', { count: rule.wait_days });
  return (
    <li className={styles.rule}>
      <span className={styles.words}>
        {from}
        <span className={styles.facts}>
          {wait} · {t(`winBack.owners.${rule.owner_kind}`)}
        </span>
        {rule.refused_count > 0 && (
          <span className={styles.refused}>{t('winBack.refused', { count: rule.refused_count })}</span>
        )}
      </span>
      <Chip tone={rule.is_active && rule.waiting_count > 0 ? 'accent' : 'neutral'}>
        {rule.is_active ? t('winBack.waiting', { count: rule.waiting_count }) : t('winBack.off')}
      </Chip>
      <Button size="xs" variant="subtle" aria-label={t('winBack.edit', { from })} onClick={onEdit}>
        {common('edit')}
      </Button>
    </li>
  );
}
