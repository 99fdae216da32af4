import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import type { Pipeline, Stage } from '@/api/contract';
import { useText } from '@/i18n/text';
import styles from './Demands.module.css';
import type { DraftProblems, FirstTask, StageDraft } from './stageDraft';
import { stagesOf, type Semantics } from './stageOrder';

const taskKinds = ['call', 'meeting', 'mail', 'todo'] as const satisfies readonly FirstTask['kind'][];
const usualHours = 24;

interface StageWaysProps {
  pipeline: Pipeline;
  kind: Semantics;
  stage: Stage | null;
  draft: StageDraft;
  problems: DraftProblems;
  set: (part: Partial<StageDraft>) => void;
}

/** Where deals go from a stage, and with which task it begins. */
export function StageWays({ pipeline, kind, stage, draft, problems, set }: StageWaysProps) {
  const t = useText('pipelines');
  const entities = useText('entities');
  const open = stagesOf(pipeline, 'open');
  const place = stage === null ? open.length : open.findIndex(({ id }) => id === stage.id) + 1;
  const ahead = [...open.slice(place), ...stagesOf(pipeline, 'won')];
  const task = draft.firstTask;
  const change = (part: Partial<FirstTask>) => {
    if (task !== null) set({ firstTask: { ...task, ...part } });
  };
  return (
    <>
      {kind === 'open' && (
        <MultiSelect
          label={t('stage.next')}
          description={t('stage.nextFacts')}
          placeholder={draft.nextStageIds.length === 0 ? t('stage.nextUsual') : undefined}
          data={ahead.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.nextStageIds.filter((id) => ahead.some((other) => other.id === id))}
          onChange={(nextStageIds) => set({ nextStageIds })}
        />
      )}
      <div className={styles.task}>
        <Select
          label={t('stage.first')}
          data={[
            { value: '', label: t('stage.firstNone') },
            ...taskKinds.map((value) => ({ value, label: entities(`kinds.${value}`) })),
          ]}
          value={task === null ? '' : task.kind}
          allowDeselect={false}
          onChange={(chosen) => {
            const known = taskKinds.find((one) => one === chosen);
            if (known === undefined) set({ firstTask: null });
            else set({ firstTask: { title: '', in_hours: usualHours, ...task, kind: known } });
          }}
        />
        {task !== null && (
          <>
            <TextInput
              label={t('stage.firstTitle')}
              maxLength={200}
              value={task.title}
              error={problems.firstTask !== undefined && t('stage.firstTitle')}
              onChange={(event) => change({ title: event.currentTarget.value })}
            />
            <NumberInput
              label={t('stage.firstHours')}
              min={1}
              max={8784}
              allowDecimal={false}
              value={task.in_hours}
              onChange={(hours) => change({ in_hours: typeof hours === 'number' ? hours : usualHours })}
            />
          </>
        )}
      </div>
    </>
  );
}
