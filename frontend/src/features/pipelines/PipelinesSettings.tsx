import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Pipeline } from '@/api/contract';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import { CompetitorsCard } from './CompetitorsCard';
import { LossReasons } from './LossReasons';
import { PipelineForm } from './PipelineForm';
import { PipelineRules } from './PipelineRules';
import styles from './Pipelines.module.css';
import { Restaging } from './Restaging';
import { StagesCard } from './StagesCard';
import { usePipelines } from './usePipelines';
import { WinBack } from './winback/WinBack';

const route = getRouteApi('/_shell/settings/pipelines');

/** The pipelines, and of the chosen one the stages and the loss reasons. */
export function PipelinesSettings() {
  const t = useText('pipelines');
  const shell = useText('shell');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { pipelines, isLoading, error, refetch } = usePipelines();
  const [named, setNamed] = useState<Pipeline | 'new' | null>(null);
  const chosen = pipelines.find(({ id }) => id === search.pipeline) ?? pipelines[0];
  const choose = (pipeline: string) => void navigate({ search: { pipeline }, replace: true });
  const add = <Button onClick={() => setNamed('new')}>{t('add')}</Button>;
  const isEmpty = !isLoading && error === null && chosen === undefined;
  return (
    <>
      <PageHeader title={shell('settings.pipelines')} facts={t('lead')} actions={isEmpty ? undefined : add} />
      {isLoading && <RowSkeletons rows={6} />}
      {chosen === undefined && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {isEmpty && (
        <EmptyState title={shell('settings.pipelines')} action={add}>
          {t('empty')}
        </EmptyState>
      )}
      {chosen !== undefined && (
        <>
          <div className={styles.chooser}>
            <ChoiceChips
              label={t('choose')}
              choices={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
              value={chosen.id}
              onChange={choose}
            />
            <Button
              size="xs"
              variant="subtle"
              disabled={chosen.restaging !== null}
              aria-label={t('renameOf', { name: chosen.name })}
              onClick={() => setNamed(chosen)}
            >
              {t('rename')}
            </Button>
          </div>
          {chosen.restaging !== null && <Restaging pipeline={chosen} work={chosen.restaging} />}
          <div className={styles.parts} inert={chosen.restaging !== null}>
            <StagesCard key={`stages:${chosen.id}`} pipeline={chosen} />
            <PipelineRules key={`rules:${chosen.id}`} pipeline={chosen} />
            <WinBack key={`winBack:${chosen.id}`} pipeline={chosen} pipelines={pipelines} />
            <LossReasons key={`reasons:${chosen.id}`} pipeline={chosen} />
          </div>
        </>
      )}
      <CompetitorsCard />
      {named !== null && (
        <PipelineForm
          pipeline={named === 'new' ? null : named}
          onSaved={choose}
          onClose={() => setNamed(null)}
        />
      )}
    </>
  );
}
