import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import type { Stage } from '@/api/contract';
import { StageDot } from '@/entities/deals/StageDot';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { classes } from '@/lib/classes';
import { Chip } from '@/ui/Chip';
import drag from '@/ui/DragOrder.module.css';
import type { Edge } from './stageOrder';
import styles from './StageRow.module.css';
import { useStageDrag } from './useStageDrag';

interface StageRowProps {
  stage: Stage;
  /** Its place among its kind, from 0. */
  index: number;
  count: number;
  isOpen: boolean;
  onToggle: () => void;
  onMove: (index: number) => void;
  onDrop: (draggedId: string, edge: Edge) => void;
  /** The editor, while the row is open. */
  children: ReactNode;
}

/** A stage in its order: what it asks for at a glance, moved by hand or by the arrows, edited in place. */
export function StageRow(props: StageRowProps) {
  const { stage, index, count, isOpen, onToggle, onMove, onDrop, children } = props;
  const t = useText('pipelines');
  const common = useText('common');
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const isMovable = count > 1 && !isOpen;
  const { isDragged, edge } = useStageDrag({ row, handle, stage, isEnabled: isMovable, onDrop });
  const name = stage.name;
  const arrow = (direction: 'up' | 'down', to: number) => (
    <ActionIcon
      data-move={direction}
      className={styles.arrow}
      disabled={to < 0 || to >= count}
      aria-label={t(`stages.${direction}`, { name })}
      onClick={() => onMove(to)}
    >
      {direction === 'up' ? (
        <IconArrowUp className={styles.icon} />
      ) : (
        <IconArrowDown className={styles.icon} />
      )}
    </ActionIcon>
  );
  return (
    <li
      ref={row}
      data-stage={stage.id}
      data-edge={edge}
      className={classes(drag.row, styles.row, isDragged && drag.dragged)}
    >
      <div className={styles.line}>
        <span ref={handle} className={drag.handle} title={isMovable ? t('stages.drag') : undefined}>
          {isMovable && <IconGripVertical aria-hidden className={drag.icon} />}
        </span>
        <StageDot color={stage.color} />
        <div className={styles.words}>
          <div className={styles.name}>
            {name}
            {stage.proposed_names.length > 0 && <Chip tone="warning">{t('naming.badge')}</Chip>}
          </div>
          <StageFacts stage={stage} />
        </div>
        <div className={styles.actions}>
          {isMovable && arrow('up', index - 1)}
          {isMovable && arrow('down', index + 1)}
          <Button
            size="xs"
            variant="subtle"
            data-edit
            aria-expanded={isOpen}
            aria-label={t('stages.edit', { name })}
            onClick={onToggle}
          >
            {isOpen ? common('close') : common('edit')}
          </Button>
        </div>
      </div>
      {children}
    </li>
  );
}

/** What the stage asks for, in a line. */
function StageFacts({ stage }: { stage: Stage }) {
  const t = useText('pipelines');
  const format = useFormat();
  const { semantics, probability, required_fields: fields, checklist } = stage;
  const facts = [
    semantics === 'open' && t('stages.chance', { share: format.percent(probability / 100) }),
    fields.length > 0 && t('stages.fields', { count: fields.length }),
    checklist.length > 0 && t('stages.questions', { count: checklist.length }),
  ].filter((fact) => fact !== false);
  return (
    <>
      {facts.length > 0 && <div className={styles.facts}>{facts.join(' · ')}</div>}
      {stage.hint !== null && <div className={styles.facts}>{stage.hint}</div>}
    </>
  );
}
