import { Button } from '@mantine/core';
import { IconGripVertical, IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Field, FieldGroup } from '@/api/contract';
import { useText } from '@/i18n/text';
import { classes } from '@/lib/classes';
import { Card } from '@/ui/Card';
import { Row, RowList } from '@/ui/RowList';
import { showToast } from '@/ui/undoToast';
import { placed, useDragOrder, type Edge } from '@/ui/useDragOrder';
import drag from '@/ui/DragOrder.module.css';
import { Arrows } from './Arrows';
import { FieldRow } from './FieldRow';
import styles from './Fields.module.css';
import { moved, type useFieldOrder } from './useFields';

interface GroupCardProps {
  group: FieldGroup;
  fields: Field[];
  order: ReturnType<typeof useFieldOrder>;
  onRename: () => void;
  onUp?: () => void;
  onDown?: () => void;
  /** Whether there are others to be ordered with. */
  isMovable: boolean;
  /** Another group was dropped before or after this one. */
  onDrop: (draggedId: string, edge: Edge) => void;
  onAdd: () => void;
  onEdit: (field: Field) => void;
}

/** One group with its fields; those archived stand last and quiet. */
export function GroupCard(props: GroupCardProps) {
  const { group, fields, order, onRename, onUp, onDown, isMovable, onDrop, onAdd, onEdit } = props;
  const t = useText('fields');
  const card = useRef<HTMLElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const { isDragged, edge } = useDragOrder({
    row: card,
    handle,
    id: group.id,
    kind: 'group',
    isEnabled: isMovable,
    onDrop,
  });
  const live = fields.filter((field) => !field.is_archived);
  const archived = fields.filter((field) => field.is_archived);
  const move = (index: number, step: 1 | -1) =>
    order.orderFields(
      group.id,
      moved(live, index, step).map(({ id }) => id),
    );
  const dropField = (dragged: string, target: string, side: Edge) => {
    const ids = live.map(({ id }) => id);
    order.orderFields(group.id, placed(ids, dragged, target, side));
  };
  const archive = async (field: Field) => {
    const changed = await order.archive(field, true).catch(() => null);
    if (changed === null) return;
    showToast({
      message: t('field.archivedDone', { name: field.name }),
      onUndo: () => void order.archive(changed, false),
    });
  };
  return (
    <Card
      flush
      ref={card}
      data-edge={edge}
      className={classes(drag.row, drag.card, isDragged && drag.dragged)}
    >
      <div className={styles.head} data-group={group.id}>
        <span ref={handle} className={drag.handle} title={isMovable ? t('drag') : undefined}>
          {isMovable && <IconGripVertical aria-hidden className={drag.icon} />}
        </span>
        <h2 className={styles.name}>{group.name}</h2>
        <div className={styles.tools}>
          <Arrows name={group.name} onUp={onUp} onDown={onDown} />
          <Button
            size="xs"
            variant="subtle"
            aria-label={t('group.edit', { name: group.name })}
            onClick={onRename}
          >
            {t('group.rename')}
          </Button>
        </div>
      </div>
      {fields.length === 0 && <p className={styles.empty}>{t('group.empty')}</p>}
      <RowList>
        {live.map((field, index) => (
          <FieldRow
            key={field.id}
            field={field}
            onUp={index > 0 ? () => move(index, -1) : undefined}
            onDown={index < live.length - 1 ? () => move(index, 1) : undefined}
            onDrop={(dragged, edge) => dropField(dragged, field.id, edge)}
            onEdit={onEdit}
            onArchive={() => void archive(field)}
          />
        ))}
        {archived.map((field) => (
          <Row
            key={field.id}
            title={<span className={styles.archived}>{field.name}</span>}
            facts={
              <>
                {t(`kinds.${field.kind}`)} · {t('field.archived')}
              </>
            }
            actions={
              <Button
                size="xs"
                variant="subtle"
                aria-label={`${t('field.restore')}: ${field.name}`}
                onClick={() => void order.archive(field, false).catch(() => null)}
              >
                {t('field.restore')}
              </Button>
            }
          />
        ))}
      </RowList>
      <div className={styles.foot}>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus className={styles.icon} aria-hidden />}
          aria-label={`${t('field.add')}: ${group.name}`}
          onClick={onAdd}
        >
          {t('field.add')}
        </Button>
      </div>
    </Card>
  );
}
