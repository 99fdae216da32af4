import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { FieldGroup } from '@/api/contract';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { placed } from '@/ui/useDragOrder';
import { RowSkeletons } from '@/ui/Skeletons';
import { FieldForm, type EditedField } from './FieldForm';
import styles from './Fields.module.css';
import { GroupCard } from './GroupCard';
import { GroupForm } from './GroupForm';
import { moved, useFieldGroups, useFieldOrder, type Subject } from './useFields';

/** The workspace's own fields of clients and deals, group by group. */
export function FieldsSettings() {
  const t = useText('fields');
  const shell = useText('shell');
  const [subject, setSubject] = useState<Subject>('client');
  const [group, setGroup] = useState<FieldGroup | 'new' | null>(null);
  const [field, setField] = useState<EditedField | null>(null);
  const { groups, error, isLoading } = useFieldGroups(subject);
  const order = useFieldOrder();
  const add = <Button onClick={() => setGroup('new')}>{t('group.add')}</Button>;
  const isEmpty = !isLoading && error === null && groups.length === 0;
  const moveGroup = (index: number, step: 1 | -1) =>
    order.orderGroups(
      subject,
      moved(groups, index, step).map(({ id }) => id),
    );
  return (
    <>
      <PageHeader title={shell('settings.fields')} facts={t('lead')} actions={isEmpty ? undefined : add} />
      <SegmentedControl
        className={styles.subject}
        aria-label={t('subject.label')}
        data={(['client', 'deal'] as const).map((value) => ({ value, label: t(`subject.${value}`) }))}
        value={subject}
        onChange={(value) => setSubject(value === 'deal' ? 'deal' : 'client')}
      />
      <ProblemAlert problem={error ?? order.error} />
      {isLoading && error === null && <RowSkeletons rows={4} />}
      {isEmpty && (
        <EmptyState title={t('empty.title')} action={add}>
          {t('empty.hint')}
        </EmptyState>
      )}
      {groups.map((shown, index) => (
        <GroupCard
          key={shown.id}
          group={shown}
          fields={shown.fields}
          order={order}
          onRename={() => setGroup(shown)}
          onUp={index > 0 ? () => moveGroup(index, -1) : undefined}
          onDown={index < groups.length - 1 ? () => moveGroup(index, 1) : undefined}
          isMovable={groups.length > 1}
          onDrop={(dragged, edge) =>
            order.orderGroups(
              subject,
              placed(
                groups.map(({ id }) => id),
                dragged,
                shown.id,
                edge,
              ),
            )
          }
          onAdd={() => setField({ group: shown, field: null })}
          onEdit={(edited) => setField({ group: shown, field: edited })}
        />
      ))}
      {group !== null && (
        <GroupForm group={group === 'new' ? null : group} subject={subject} onClose={() => setGroup(null)} />
      )}
      {field !== null && <FieldForm edited={field} groups={groups} onClose={() => setField(null)} />}
    </>
  );
}
