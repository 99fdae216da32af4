import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pipeline } from '@/api/contract';
import { bulkBeginMutation } from '@/api/queries';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { useStore } from '@/lib/store';
import { clearDeals, dealChoice, dealWork } from './dealChoice';
import { DealBulkDialog, type DealAction } from './DealBulkDialog';
import { DealBulkProgress } from './DealBulkProgress';
import styles from './DealBulk.module.css';

/** What can be done to the chosen deals, and what became of each. */
export default function DealBulk({ pipeline }: { pipeline: Pipeline }) {
  const t = useText('lists');
  const format = useFormat();
  const chosen = useStore(dealChoice);
  const work = useStore(dealWork);
  const [action, setAction] = useState<DealAction | null>(null);
  const begin = useMutation({
    ...bulkBeginMutation(),
    onSuccess: (begun) => {
      setAction(null);
      clearDeals();
      dealWork.set(begun.id);
    },
  });
  const shown = { count: chosen.size, shown: format.number(chosen.size) };
  return (
    <>
      {work !== null && <DealBulkProgress id={work} pipeline={pipeline} />}
      {chosen.size > 0 && (
        <section aria-label={t('bulk.selected', shown)} className={styles.bar}>
          <strong>{t('bulk.selected', shown)}</strong>
          <Button size="xs" variant="default" aria-haspopup="dialog" onClick={() => setAction('move')}>
            {t('bulk.moveTo')}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-haspopup="dialog"
            onClick={() => setAction('assign_owner')}
          >
            {t('bulk.assign_owner')}
          </Button>
          <Button size="xs" variant="subtle" onClick={clearDeals}>
            {t('bulk.clear')}
          </Button>
        </section>
      )}
      {action !== null && (
        <DealBulkDialog
          action={action}
          pipeline={pipeline}
          problem={begin.error}
          isPending={begin.isPending}
          onRun={(params) =>
            begin.mutate({ body: { subject: 'deal', action, params, ids: [...chosen.keys()] } })
          }
          onClose={() => {
            begin.reset();
            setAction(null);
          }}
        />
      )}
    </>
  );
}
