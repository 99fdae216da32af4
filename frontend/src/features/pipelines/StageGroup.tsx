import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useId, useLayoutEffect, useRef } from 'react';
import type { Pipeline, Stage } from '@/api/contract';
import { useText } from '@/i18n/text';
import { StageEditor } from './StageEditor';
import { dropIndex, stagesOf, type Semantics } from './stageOrder';
import { StageRow } from './StageRow';
import type { Edited } from './StagesCard';
import styles from './StagesCard.module.css';

interface StageGroupProps {
  pipeline: Pipeline;
  kind: Semantics;
  edited: Edited;
  onEdit: (edited: Edited) => void;
  /** `index` is the new place among the kind, from 0. */
  onMove: (stage: Stage, index: number) => void;
}

/** The stages of one kind, and the way to add another. */
export function StageGroup({ pipeline, kind, edited, onEdit, onMove }: StageGroupProps) {
  const t = useText('pipelines');
  const titleId = useId();
  const stages = stagesOf(pipeline, kind);
  const { list, keepFocus } = useKeptFocus(stages, edited);
  const isNew = edited !== null && 'kind' in edited && edited.kind === kind;
  const editedId = edited !== null && 'id' in edited ? edited.id : null;
  const add = useRef<HTMLButtonElement>(null);
  const closeNew = () => {
    onEdit(null);
    add.current?.focus();
  };
  const close = (stageId: string) => {
    keepFocus({ stageId, selector: '[data-edit]' });
    onEdit(null);
  };
  return (
    <section className={styles.group} aria-labelledby={titleId}>
      <div className={styles.heading}>
        <div className={styles.titles}>
          <h3 id={titleId} className={styles.kind}>
            {t(`kinds.${kind}`)}
          </h3>
          <span className={styles.facts}>{t(`kindFacts.${kind}`)}</span>
        </div>
        <Button
          ref={add}
          size="xs"
          variant="subtle"
          leftSection={<IconPlus aria-hidden className={styles.icon} />}
          aria-label={t('stages.addTo', { kind: t(`kinds.${kind}`) })}
          onClick={() => onEdit({ kind })}
        >
          {t('stages.add')}
        </Button>
      </div>
      <ol ref={list} className={styles.list}>
        {stages.map((stage, index) => (
          <StageRow
            key={stage.id}
            stage={stage}
            index={index}
            count={stages.length}
            isOpen={stage.id === editedId}
            onToggle={() => onEdit(stage.id === editedId ? null : { id: stage.id })}
            onMove={(to) => {
              keepFocus({ stageId: stage.id, selector: `[data-move=${to < index ? 'up' : 'down'}]` });
              onMove(stage, to);
            }}
            onDrop={(draggedId, edge) => {
              const dragged = stages.find(({ id }) => id === draggedId);
              const to = dropIndex(stages, draggedId, stage.id, edge);
              if (dragged !== undefined && to !== null) onMove(dragged, to);
            }}
          >
            {stage.id === editedId && (
              <StageEditor pipeline={pipeline} kind={kind} stage={stage} onClose={() => close(stage.id)} />
            )}
          </StageRow>
        ))}
        {isNew && (
          <li className={styles.fresh}>
            <StageEditor pipeline={pipeline} kind={kind} stage={null} onClose={closeNew} />
          </li>
        )}
      </ol>
    </section>
  );
}

interface Focused {
  stageId: string;
  selector: string;
}

/** A row that moves loses the focus with its place; this gives it back to the same button, or its neighbour at the end. */
function useKeptFocus(stages: readonly Stage[], edited: Edited) {
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<Focused | null>(null);
  const order = stages.map(({ id }) => id).join(' ');
  useLayoutEffect(() => {
    const focused = wanted.current;
    if (focused === null) return;
    const row = list.current?.querySelector(`[data-stage="${focused.stageId}"]`);
    const button =
      row?.querySelector<HTMLElement>(`${focused.selector}:not(:disabled)`) ??
      row?.querySelector<HTMLElement>('[data-move]:not(:disabled)');
    button?.focus();
    wanted.current = null;
  }, [order, edited]);
  return {
    list,
    keepFocus: (focused: Focused) => {
      wanted.current = focused;
    },
  };
}
