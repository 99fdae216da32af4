import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import type { Field, FieldGroup } from '@/api/contract';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { Chip } from '@/ui/Chip';
import { Row, RowList } from '@/ui/RowList';
import { toneOf } from '@/ui/choiceTone';
import { showToast } from '@/ui/undoToast';
import styles from './Fields.module.css';
import { moved, type useFieldOrder } from './useFields';

interface GroupCardProps {
  group: FieldGroup;
  fields: Field[];
  order: ReturnType<typeof useFieldOrder>;
  onRename: () => void;
  onUp?: () => void;
  onDown?: () => void;
  onAdd: () => void;
  onEdit: (field: Field) => void;
}

/** One group with its fields; those archived stand last and quiet. */
export function GroupCard({ group, fields, order, onRename, onUp, onDown, onAdd, onEdit }: GroupCardProps) {
  const t = useText('fields');
  const live = fields.filter((field) => !field.is_archived);
  const archived = fields.filter((field) => field.is_archived);
  const move = (index: number, step: 1 | -1) =>
    order.orderFields(
      group.id,
      moved(live, index, step).map(({ id }) => id),
    );
  const archive = async (field: Field) => {
    const changed = await order.archive(field, true).catch(() => null);
    if (changed === null) return;
    showToast({
      message: t('field.archivedDone', { name: field.name }),
      onUndo: () => void order.archive(changed, false),
    });
  };
  return (
    <Card flush>
      <div className={styles.head} data-group={group.id}>
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
          <Row
            key={field.id}
            title={<FieldName field={field} onEdit={onEdit} />}
            facts={<FieldFacts field={field} />}
            actions={
              <span className={styles.tools} data-field={field.id}>
                <Arrows
                  name={field.name}
                  onUp={index > 0 ? () => move(index, -1) : undefined}
                  onDown={index < live.length - 1 ? () => move(index, 1) : undefined}
                />
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={`${t('field.archive')}: ${field.name}`}
                  onClick={() => void archive(field)}
                >
                  {t('field.archive')}
                </Button>
              </span>
            }
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

function Arrows({ name, onUp, onDown }: { name: string; onUp?: () => void; onDown?: () => void }) {
  const t = useText('fields');
  return (
    <>
      <ActionIcon
        size="sm"
        aria-label={t('field.up', { name })}
        disabled={onUp === undefined}
        data-move="up"
        onClick={onUp}
      >
        <IconArrowUp className={styles.icon} />
      </ActionIcon>
      <ActionIcon
        size="sm"
        aria-label={t('field.down', { name })}
        disabled={onDown === undefined}
        data-move="down"
        onClick={onDown}
      >
        <IconArrowDown className={styles.icon} />
      </ActionIcon>
    </>
  );
}
