import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { useText } from '@/i18n/text';
import { classes } from '@/lib/classes';
import { ColorChoice } from './ColorChoice';
import { ProposedNames } from './ProposedNames';
import { Demands } from './Demands';
import { type DraftProblems, type StageDraft } from './stageDraft';
import styles from './StageEditor.module.css';
import type { Semantics } from './stageOrder';

interface StageFieldsProps {
  pipelineId: string;
  kind: Semantics;
  draft: StageDraft;
  problems: DraftProblems;
  set: (part: Partial<StageDraft>) => void;
}

/** Name, colour, chance, hint, and what a deal must have to come here. */
export function StageFields({ pipelineId, kind, draft, problems, set }: StageFieldsProps) {
  const t = useText('pipelines');
  return (
    <>
      <div className={classes(styles.pair, kind !== 'open' && styles.alone)}>
        <TextInput
          label={t('name')}
          placeholder={t('stage.namePlaceholder')}
          maxLength={200}
          autoFocus
          value={draft.name}
          error={problems.name !== undefined && t('nameNeeded')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        {kind === 'open' && (
          <NumberInput
            label={t('stage.probability')}
            min={0}
            max={100}
            step={5}
            allowDecimal={false}
            clampBehavior="strict"
            value={draft.probability ?? ''}
            error={problems.probability !== undefined && t('stage.probabilityWrong')}
            onChange={(value) => set({ probability: typeof value === 'number' ? value : null })}
          />
        )}
      </div>
      {kind === 'open' && <ProposedNames name={draft.name} onChoose={(name) => set({ name })} />}
      <ColorChoice value={draft.color} onChange={(color) => set({ color })} />
      <Textarea
        label={t('stage.hint')}
        description={t('stage.hintFacts')}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={2000}
        value={draft.hint}
        onChange={(event) => set({ hint: event.currentTarget.value })}
      />
      <Demands pipelineId={pipelineId} draft={draft} set={set} />
    </>
  );
}
