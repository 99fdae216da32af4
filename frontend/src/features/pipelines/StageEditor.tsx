import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Pipeline, Stage } from '@/api/contract';
import { isProblem } from '@/api/problem';
import { useText } from '@/i18n/text';
import { askFirst } from '@/ui/confirm';
import { Checklist } from './Checklist';
import { ConflictNotice } from './ConflictNotice';
import styles from './StageEditor.module.css';
import { StageFields } from './StageFields';
import { stagesOf, type Semantics } from './stageOrder';
import { StageTimeLimit } from './StageTimeLimit';
import { StageWays } from './StageWays';
import { useStageEditor } from './useStageEditor';

const RestageDialog = lazy(() => import('./RestageDialog'));

interface StageEditorProps {
  pipeline: Pipeline;
  kind: Semantics;
  /** null for a new one. */
  stage: Stage | null;
  onClose: () => void;
}

/** Everything that a stage shows and asks for, saved at once. */
export function StageEditor({ pipeline, kind, stage, onClose }: StageEditorProps) {
  const t = useText('pipelines');
  const common = useText('common');
  const editor = useStageEditor({ pipeline, kind, stage, onClose });
  const { draft, set, problems } = editor;
  const [isRestaging, setRestaging] = useState(false);
  return (
    <form
      className={styles.editor}
      aria-label={
        stage === null
          ? t('stage.newTitle', { kind: t(`kinds.${kind}`) })
          : t('stages.edit', { name: stage.name })
      }
      onSubmit={(event) => {
        event.preventDefault();
        editor.save();
      }}
    >
      <StageFields pipelineId={pipeline.id} kind={kind} draft={draft} problems={problems} set={set} />
      <Checklist
        questions={draft.checklist}
        known={stage?.checklist ?? []}
        problems={problems}
        onChange={(checklist) => set({ checklist })}
      />
      <StageWays pipeline={pipeline} kind={kind} stage={stage} draft={draft} problems={problems} set={set} />
      {kind === 'open' && (
        <StageTimeLimit
          limit={draft.timeLimit}
          reasons={pipeline.loss_reasons}
          problem={problems.timeLimit}
          onChange={(timeLimit) => set({ timeLimit })}
        />
      )}
      {isProblem(editor.removal, 'stage_in_use') && stage !== null ? (
        <div role="alert" className={styles.inUse}>
          <p>{t('stage.inUse')}</p>
          <Link
            to="/deals"
            search={{
              pipeline: pipeline.id,
              view: 'list',
              owner: 'all',
              stage: stage.id,
              ...(kind !== 'open' && { status: kind }),
            }}
          >
            {t('stage.seeDeals')}
          </Link>
          <Button size="xs" variant="default" aria-haspopup="dialog" onClick={() => setRestaging(true)}>
            {t('stage.restage')}
          </Button>
          <Suspense fallback={null}>
            {isRestaging && (
              <RestageDialog
                pipeline={pipeline}
                stage={stage}
                onDone={onClose}
                onClose={() => setRestaging(false)}
              />
            )}
          </Suspense>
        </div>
      ) : (
        <ConflictNotice problem={editor.removal ?? editor.problem} onReload={editor.reload} />
      )}
      <div className={styles.buttons}>
        {stage !== null && (
          <div className={styles.removal}>
            {stagesOf(pipeline, kind).length === 1 ? (
              <span className={styles.facts}>{t('stage.onlyOne')}</span>
            ) : (
              <Button
                variant="subtle"
                color="danger"
                loading={editor.isRemoving}
                onClick={() =>
                  askFirst({
                    title: t('stage.removeAsk', { name: stage.name }),
                    consequence: t('stage.removeResult'),
                    confirm: t('stage.remove'),
                    onConfirm: editor.remove,
                  })
                }
              >
                {t('stage.remove')}
              </Button>
            )}
          </div>
        )}
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button type="submit" loading={editor.isSaving}>
          {common('save')}
        </Button>
      </div>
    </form>
  );
}
