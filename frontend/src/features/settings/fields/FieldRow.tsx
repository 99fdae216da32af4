import { Button } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Field } from '@/api/contract';
import { useText } from '@/i18n/text';
import { classes } from '@/lib/classes';
import { Chip } from '@/ui/Chip';
import { toneOf } from '@/ui/choiceTone';
import { Row } from '@/ui/RowList';
import { useDragOrder, type Edge } from '@/ui/useDragOrder';
import drag from '@/ui/DragOrder.module.css';
import { Arrows } from './Arrows';
import styles from './Fields.module.css';

interface FieldRowProps {
  field: Field;
  onUp?: () => void;
  onDown?: () => void;
  /** Another field, of this group or of another, was dropped before or after this one. */
  onDrop: (draggedId: string, edge: Edge) => void;
  onEdit: (field: Field) => void;
  onArchive: () => void;
}

/** A field in its order: dragged by its handle or moved by the arrows. */
export function FieldRow({ field, onUp, onDown, onDrop, onEdit, onArchive }: FieldRowProps) {
  const t = useText('fields');
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const kind = `field of ${field.subject_type}`;
  const { isDragged, edge } = useDragOrder({ row, handle, id: field.id, kind, isEnabled: true, onDrop });
  return (
    <Row
      ref={row}
      data-edge={edge}
      className={classes(drag.row, isDragged && drag.dragged)}
      lead={
        <span ref={handle} className={drag.handle} title={t('drag')}>
          <IconGripVertical aria-hidden className={drag.icon} />
        </span>
      }
      title={<FieldName field={field} onEdit={onEdit} />}
      facts={<FieldFacts field={field} />}
      actions={
        <span className={styles.tools} data-field={field.id}>
          <Arrows name={field.name} onUp={onUp} onDown={onDown} />
          <Button
            size="xs"
            variant="subtle"
            aria-label={`${t('field.archive')}: ${field.name}`}
            onClick={onArchive}
          >
            {t('field.archive')}
          </Button>
        </span>
      }
    />
  );
}

function FieldName({ field, onEdit }: { field: Field; onEdit: (field: Field) => void }) {
  const t = useText('fields');
  return (
    <Button
      variant="transparent"
      size="compact-sm"
      px={0}
      aria-label={t('field.edit', { name: field.name })}
      onClick={() => onEdit(field)}
    >
      {field.name}
    </Button>
  );
}

function FieldFacts({ field }: { field: Field }) {
  const t = useText('fields');
  const offered = field.choices.filter((choice) => !choice.is_archived);
  return (
    <>
      {t(`kinds.${field.kind}`)}
      {offered.length > 0 && ' · '}
      {offered.slice(0, 4).map((choice) => (
        <Chip key={choice.id} tone={toneOf(choice.color)}>
          {choice.name}
        </Chip>
      ))}
      {offered.length > 4 && ` +${offered.length - 4}`}
    </>
  );
}
