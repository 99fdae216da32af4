import { Button, NativeSelect, TagsInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportField, ImportPlan, TableImport } from '@/api/contract';
import { importsCheckMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import styles from './Transfer.module.css';

const fields = [
  'name',
  'given_name',
  'family_name',
  'phone',
  'email',
  'company',
  'position',
  'tags',
  'source',
  'language',
  'time_zone',
  'note',
  'tax_id',
  'owner',
  'kind',
] as const satisfies readonly ImportField[];
const policies = ['update_empty', 'overwrite', 'skip', 'create'] as const;
const kinds = ['person', 'company'] as const;

/** What is what: each column with its first values and the field it goes to, and how whoever is there is treated. */
export function MappingStep({ record }: { record: TableImport }) {
  const t = useText('transfer');
  const client = useQueryClient();
  const [mapping, setMapping] = useState<ImportPlan['mapping']>(record.mapping);
  const [kind, setKind] = useState<(typeof kinds)[number]>('person');
  const [policy, setPolicy] = useState<(typeof policies)[number]>('update_empty');
  const [tags, setTags] = useState<string[]>([]);
  const check = useMutation({
    ...importsCheckMutation(),
    onSettled: () => invalidateOperation(client, 'importsGet', { import_id: record.id }),
  });
  const choose = (place: number, value: string) =>
    setMapping(
      mapping.map((one, index) =>
        index === place ? { ...one, field: fields.find((field) => field === value) ?? null } : one,
      ),
    );
  return (
    <Card title={t('mapping')} aside={t('rows', { count: record.total })}>
      <ProblemAlert problem={check.error} />
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('column')}</th>
              <th scope="col">{t('goesTo')}</th>
              <th scope="col">{t('samples')}</th>
            </tr>
          </thead>
          <tbody>
            {record.columns.map((column, place) => (
              <tr key={place}>
                <th scope="row">{column.heading}</th>
                <td>
                  <NativeSelect
                    aria-label={t('goesToOf', { heading: column.heading })}
                    value={mapping[place]?.field ?? ''}
                    onChange={(event) => choose(place, event.currentTarget.value)}
                    data={[
                      { value: '', label: t('nowhere') },
                      ...fields.map((field) => ({ value: field, label: t(`fields.${field}`) })),
                    ]}
                  />
                </td>
                <td className={styles.samples}>{column.samples.filter(Boolean).slice(0, 3).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.options}>
        <NativeSelect
          label={t('kind')}
          value={kind}
          onChange={(event) => setKind(kinds.find((one) => one === event.currentTarget.value) ?? kind)}
          data={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <NativeSelect
          label={t('policy')}
          value={policy}
          onChange={(event) => setPolicy(policies.find((one) => one === event.currentTarget.value) ?? policy)}
          data={policies.map((value) => ({ value, label: t(`policies.${value}`) }))}
        />
        <TagsInput label={t('tags')} value={tags} onChange={setTags} />
      </div>
      <Button
        loading={check.isPending}
        onClick={() =>
          check.mutate({ path: { import_id: record.id }, body: { mapping, kind, policy, tags } })
        }
      >
        {t('try')}
      </Button>
    </Card>
  );
}
