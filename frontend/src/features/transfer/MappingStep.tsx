import { Button, NativeSelect, TagsInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ImportPlan, TableImport } from '@/api/contract';
import { importsCheckMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { useImportFields } from './importFields';
import { OwnersChoice, type Owners } from './OwnersChoice';
import styles from './Transfer.module.css';

const ValuesDialog = lazy(() => import('./ValuesDialog'));
const policies = ['update_empty', 'overwrite', 'skip', 'create'] as const;
const likenesses = ['create', 'skip', 'same'] as const;
const kinds = ['person', 'company'] as const;

/** What is what: each column with its first values and the field it goes to, and how whoever is there is treated. */
export function MappingStep({ record }: { record: TableImport }) {
  const t = useText('transfer');
  const client = useQueryClient();
  const [mapping, setMapping] = useState<ImportPlan['mapping']>(record.mapping);
  // What was said before, when somebody comes back from the dry run.
  const said = record.options as Partial<ImportPlan>;
  const [kind, setKind] = useState<(typeof kinds)[number]>(said.kind ?? 'person');
  const [policy, setPolicy] = useState<(typeof policies)[number]>(said.policy ?? 'update_empty');
  const [alike, setAlike] = useState<(typeof likenesses)[number]>(said.alike ?? 'create');
  const [tags, setTags] = useState<string[]>(said.tags ?? []);
  const [owners, setOwners] = useState<Owners>({
    owner_id: said.owner_id ?? undefined,
    owners: said.owners,
  });
  const [valuesAt, setValuesAt] = useState<number | null>(null);
  const fields = useImportFields();
  const check = useMutation({
    ...importsCheckMutation(),
    onSettled: () => invalidateOperation(client, 'importsGet', { import_id: record.id }),
  });
  const change = (place: number, column: ImportPlan['mapping'][number]) =>
    setMapping(mapping.map((one, index) => (index === place ? column : one)));
  const openColumn = valuesAt === null ? undefined : mapping[valuesAt];
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
                    onChange={(event) =>
                      change(place, { field: event.currentTarget.value || null, values: {} })
                    }
                    data={[{ value: '', label: t('nowhere') }, ...fields.options]}
                  />
                  {mapping[place]?.field != null && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={t('valuesOf', { heading: column.heading })}
                      onClick={() => setValuesAt(place)}
                    >
                      {Object.keys(mapping[place].values ?? {}).length === 0
                        ? t('valuesAsk')
                        : t('values', { count: Object.keys(mapping[place].values ?? {}).length })}
                    </Button>
                  )}
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
        {policy !== 'create' && (
          <NativeSelect
            label={t('alike')}
            value={alike}
            onChange={(event) =>
              setAlike(likenesses.find((one) => one === event.currentTarget.value) ?? alike)
            }
            data={likenesses.map((value) => ({ value, label: t(`likenesses.${value}`) }))}
          />
        )}
        <OwnersChoice value={owners} onChange={setOwners} />
        <TagsInput label={t('tags')} value={tags} onChange={setTags} />
      </div>
      <Button
        loading={check.isPending}
        onClick={() =>
          check.mutate({
            path: { import_id: record.id },
            body: { mapping, kind, policy, alike, tags, ...owners },
          })
        }
      >
        {t('try')}
      </Button>
      <Suspense fallback={null}>
        {valuesAt !== null && openColumn !== undefined && (
          <ValuesDialog
            record={record}
            place={valuesAt}
            column={openColumn}
            onSave={(values) => change(valuesAt, { ...openColumn, values })}
            onClose={() => setValuesAt(null)}
          />
        )}
      </Suspense>
    </Card>
  );
}
