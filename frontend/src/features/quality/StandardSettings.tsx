import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { ClientStandard } from '@/api/contract';
import { qualitySetStandardMutation, qualityStandardOptions } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { fieldTitle } from '@/entities/lists/useListFields';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import { showToast } from '@/ui/undoToast';
import styles from './Quality.module.css';

/** What a client's card should hold. */
export function StandardSettings() {
  const t = useText('quality');
  const shell = useText('shell');
  const { data, error, refetch } = useQuery(qualityStandardOptions());
  return (
    <>
      <PageHeader title={shell('settings.quality')} facts={t('standard.lead')} />
      {error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <RowSkeletons />}
      {data !== undefined && <StandardForm key={data.version} standard={data} />}
    </>
  );
}

function StandardForm({ standard }: { standard: ClientStandard }) {
  const t = useText('quality');
  const client = useQueryClient();
  const [fields, setFields] = useState<string[]>(standard.fields);
  const save = useMutation({
    ...qualitySetStandardMutation(),
    onSuccess: () => showToast({ message: t('standard.saved') }),
    onSettled: async () => {
      await invalidateOperation(client, 'qualityStandard');
      await invalidateOperation(client, 'qualityGet');
      await invalidateOperation(client, 'clientsQuality');
    },
  });
  return (
    <Card title={t('standard.fields')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ body: { fields }, headers: ifMatch(standard.version) });
        }}
      >
        <Checkbox.Group aria-label={t('standard.fields')} value={fields} onChange={setFields}>
          <div className={styles.choices}>
            {standard.available.map((field) => (
              <Checkbox key={field.name} value={field.name} label={fieldTitle(field)} />
            ))}
          </div>
        </Checkbox.Group>
        <ProblemAlert problem={save.error} />
        <Button type="submit" loading={save.isPending}>
          {t('standard.save')}
        </Button>
      </form>
    </Card>
  );
}
