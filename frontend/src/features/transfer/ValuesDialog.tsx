import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportPlan, TableImport } from '@/api/contract';
import { importsColumnValuesOptions } from '@/api/queries';
import { usePeople } from '@/entities/people';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { RowSkeletons } from '@/ui/Skeletons';
import { useImportFields } from './importFields';
import styles from './Transfer.module.css';

type Column = ImportPlan['mapping'][number];

interface ValuesDialogProps {
  record: TableImport;
  place: number;
  column: Column;
  onSave: (values: Record<string, string>) => void;
  onClose: () => void;
}

/** What each value of a column means: one of the field's choices, a colleague, or another word; empty drops it. */
export default function ValuesDialog({ record, place, column, onSave, onClose }: ValuesDialogProps) {
  const t = useText('transfer');
  const common = useText('common');
  const [values, setValues] = useState<Record<string, string>>(column.values ?? {});
  const choices = useChoices(column.field);
  const { data, error } = useQuery(importsColumnValuesOptions({ path: { import_id: record.id, place } }));
  const heading = record.columns[place]?.heading ?? '';
  const set = (value: string, meant: string) => {
    const others = Object.entries(values).filter(([known]) => known !== value);
    setValues(Object.fromEntries(meant === value ? others : [...others, [value, meant]]));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('valuesOf', { heading })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <ProblemAlert problem={error} />
      {data === undefined && error === null && <RowSkeletons />}
      <ul className={styles.values}>
        {data?.items.map(({ value, count }) => (
          <li key={value}>
            <span className={styles.cells}>
              {value} <span className={styles.hint}>{t('rows', { count })}</span>
            </span>
            {choices === null ? (
              <TextInput
                aria-label={t('meaningOf', { value })}
                value={values[value] ?? value}
                onChange={(event) => set(value, event.currentTarget.value)}
              />
            ) : (
              <NativeSelect
                aria-label={t('meaningOf', { value })}
                value={values[value] ?? value}
                onChange={(event) => set(value, event.currentTarget.value)}
                data={[{ value, label: t('asItIs') }, { value: '', label: t('nothing') }, ...choices]}
              />
            )}
          </li>
        ))}
      </ul>
      <Button
        onClick={() => {
          onSave(values);
          onClose();
        }}
      >
        {common('save')}
      </Button>
    </Modal>
  );
}

/** Between what one chooses; null where any word will do. */
function useChoices(field: string | null) {
  const t = useText('transfer');
  const people = usePeople();
  const own = useImportFields().ownField(field);
  if (field === 'owner' || own?.kind === 'person')
    return [...people.values()].map(({ id, name }) => ({ value: id, label: name }));
  if (field === 'kind')
    return (['person', 'company'] as const).map((value) => ({ value, label: t(`kinds.${value}`) }));
  if (own?.kind === 'choice' || own?.kind === 'multi_choice')
    return own.choices
      .filter((choice) => !choice.is_archived)
      .map(({ id, name }) => ({ value: id, label: name }));
  return null;
}
