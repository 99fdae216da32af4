import { ActionIcon, Button, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '@/i18n/text';
import type { FilterField } from './fields';
import { emptyValue } from './fields';
import styles from './FilterBuilder.module.css';
import { isGroup, newKey, type DraftCondition, type DraftGroup, type DraftPart } from './tree';
import { ValueInput, type ValueChoices } from './ValueInput';

interface FilterBuilderProps {
  fields: readonly FilterField[];
  choices: ValueChoices;
  value: DraftGroup;
  onChange: (value: DraftGroup) => void;
}

const modes = ['all', 'any', 'not'] as const;
const deepest = 3;

/** A filter tree as sentences: each condition a field, an operator and a value; groups within groups. */
export function FilterBuilder({ fields, choices, value, onChange }: FilterBuilderProps) {
  return <Group depth={1} fields={fields} choices={choices} group={value} onChange={onChange} />;
}

interface GroupProps {
  depth: number;
  fields: readonly FilterField[];
  choices: ValueChoices;
  group: DraftGroup;
  onChange: (group: DraftGroup) => void;
  onRemove?: () => void;
}

function Group({ depth, fields, choices, group, onChange, onRemove }: GroupProps) {
  const t = useText('lists');
  const [added, setAdded] = useState<string | null>(null);
  const replace = (key: string, part: DraftPart | null) =>
    onChange({
      ...group,
      parts: group.parts.flatMap((known) => (known.key !== key ? [known] : part === null ? [] : [part])),
    });
  const add = (part: DraftPart) => {
    setAdded(part.key);
    onChange({ ...group, parts: [...group.parts, part] });
  };
  const condition = (): DraftCondition => ({ key: newKey(), field: '', operator: 'is', value: undefined });
  return (
    <div
      role="group"
      aria-label={t(`filter.${group.mode}`)}
      className={styles.group}
      data-inner={depth > 1 || undefined}
    >
      <div className={styles.head}>
        <Select
          size="sm"
          aria-label={t('filter.operator')}
          className={styles.mode}
          data={modes.map((mode) => ({ value: mode, label: t(`filter.${mode}`) }))}
          value={group.mode}
          onChange={(mode) => {
            const known = modes.find((one) => one === mode);
            if (known !== undefined) onChange({ ...group, mode: known });
          }}
          allowDeselect={false}
        />
        {onRemove !== undefined && <Remove label={t('filter.remove')} onClick={onRemove} />}
      </div>
      {group.parts.map((part) =>
        isGroup(part) ? (
          <Group
            key={part.key}
            depth={depth + 1}
            fields={fields}
            choices={choices}
            group={part}
            onChange={(changed) => replace(part.key, changed)}
            onRemove={() => replace(part.key, null)}
          />
        ) : (
          <Condition
            key={part.key}
            fields={fields}
            choices={choices}
            condition={part}
            isNew={added === part.key}
            onChange={(changed) => replace(part.key, changed)}
            onRemove={() => replace(part.key, null)}
          />
        ),
      )}
      <div className={styles.foot}>
        <Button size="xs" variant="subtle" onClick={() => add(condition())}>
          {t('filter.add')}
        </Button>
        {depth < deepest && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => add({ key: newKey(), mode: 'any', parts: [condition()] })}
          >
            {t('filter.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface ConditionProps {
  fields: readonly FilterField[];
  choices: ValueChoices;
  condition: DraftCondition;
  /** It has just been added: the hand goes on there. */
  isNew: boolean;
  onChange: (condition: DraftCondition) => void;
  onRemove: () => void;
}

function Condition({ fields, choices, condition, isNew, onChange, onRemove }: ConditionProps) {
  const t = useText('lists');
  const input = useRef<HTMLInputElement>(null);
  const field = fields.find((known) => known.name === condition.field);
  useEffect(() => {
    if (isNew) input.current?.focus();
  }, [isNew]);
  const choose = (name: string | null) => {
    const chosen = fields.find((known) => known.name === name);
    if (chosen === undefined) return;
    const operator = chosen.operators[0] ?? 'is';
    onChange({ ...condition, field: chosen.name, operator, value: emptyValue(chosen, operator) });
  };
  return (
    <div className={styles.condition}>
      <Select
        ref={input}
        data-autofocus={condition.field === '' || undefined}
        size="sm"
        aria-label={t('filter.field')}
        placeholder={t('filter.field')}
        className={styles.field}
        data={fields.map((known) => ({ value: known.name, label: known.title }))}
        value={field === undefined ? null : field.name}
        onChange={choose}
        allowDeselect={false}
        searchable
        selectFirstOptionOnChange
      />
      {field !== undefined && (
        <>
          <Select
            size="sm"
            aria-label={t('filter.operator')}
            className={styles.operator}
            data={field.operators.map((operator) => ({ value: operator, label: t(`operator.${operator}`) }))}
            value={condition.operator}
            onChange={(operator) => {
              const known = field.operators.find((one) => one === operator);
              if (known === undefined) return;
              onChange({ ...condition, operator: known, value: emptyValue(field, known, condition) });
            }}
            allowDeselect={false}
          />
          <ValueInput
            field={field}
            operator={condition.operator}
            value={condition.value}
            choices={choices}
            onChange={(value) => onChange({ ...condition, value })}
          />
        </>
      )}
      <Remove label={t('filter.remove')} onClick={onRemove} />
    </div>
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon aria-label={label} onClick={onClick} className={styles.remove}>
      <IconX className={styles.icon} aria-hidden />
    </ActionIcon>
  );
}
