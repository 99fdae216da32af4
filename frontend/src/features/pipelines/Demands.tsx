import { ActionIcon, Button, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useId, useState } from 'react';
import { useText } from '@/i18n/text';
import { countLeaves } from '@/ui/filters/tree';
import styles from './Demands.module.css';
import editor from './StageEditor.module.css';
import type { FieldKey, StageDraft } from './stageDraft';
import { useContractFields } from './useContractFields';

const ConditionDialog = lazy(() => import('./ConditionDialog'));

interface DemandsProps {
  pipelineId: string;
  draft: StageDraft;
  set: (part: Partial<StageDraft>) => void;
}

/** What a deal must have to come here, built in or one's own, each always or only under a condition. */
export function Demands({ pipelineId, draft, set }: DemandsProps) {
  const t = useText('pipelines');
  const factsId = useId();
  const { demandable, conditions, titleOf } = useContractFields(pipelineId);
  const [asked, setAsked] = useState<FieldKey | null>(null);
  const left = demandable.filter(({ value }) => !draft.requiredFields.includes(value));
  const drop = (key: FieldKey) =>
    set({
      requiredFields: draft.requiredFields.filter((known) => known !== key),
      requiredWhen: without(draft.requiredWhen, key),
    });
  return (
    <fieldset className={editor.set} aria-describedby={factsId}>
      <legend className={editor.legend}>{t('stage.fields')}</legend>
      <p id={factsId} className={editor.facts}>
        {t('stage.fieldsFacts')}
      </p>
      <ul className={styles.list}>
        {draft.requiredFields.map((key) => {
          const tree = draft.requiredWhen[key];
          const title = titleOf(key);
          return (
            <li key={key} className={styles.row}>
              <span className={styles.name}>{title}</span>
              <Button
                size="xs"
                variant="subtle"
                aria-label={t('stage.conditionOf', { field: title })}
                onClick={() => setAsked(key)}
              >
                {tree === undefined ? t('stage.always') : t('stage.conditions', { count: countLeaves(tree) })}
              </Button>
              <ActionIcon aria-label={t('stage.dropField', { field: title })} onClick={() => drop(key)}>
                <IconTrash className={styles.icon} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      {left.length > 0 && (
        <Select
          aria-label={t('stage.addField')}
          placeholder={t('stage.addField')}
          data={left}
          value={null}
          searchable
          onChange={(key) => {
            if (key !== null) set({ requiredFields: [...draft.requiredFields, key] });
          }}
        />
      )}
      {asked !== null && (
        <Suspense fallback={null}>
          <ConditionDialog
            title={t('stage.conditionOf', { field: titleOf(asked) })}
            fields={conditions}
            tree={draft.requiredWhen[asked] ?? null}
            onClose={() => setAsked(null)}
            onSave={(tree) => {
              setAsked(null);
              const others = without(draft.requiredWhen, asked);
              set({ requiredWhen: tree === null ? others : { ...others, [asked]: tree } });
            }}
          />
        </Suspense>
      )}
    </fieldset>
  );
}

function without(trees: StageDraft['requiredWhen'], key: FieldKey): StageDraft['requiredWhen'] {
  return Object.fromEntries(Object.entries(trees).filter(([known]) => known !== key));
}
