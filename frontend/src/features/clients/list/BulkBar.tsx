import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { BulkBody } from '@/api/contract';
import { bulkBeginMutation } from '@/api/queries';
import { useCan } from '@/api/session';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { follow } from './bulkWork';
import styles from './List.module.css';
import type { Choice } from './useChoice';

const BulkDialog = lazy(() => import('./BulkDialog'));

export const bulkActions = [
  'assign_owner',
  'add_tag',
  'remove_tag',
  'set_field',
  'plan_task',
  'add_to_segment',
] as const;
export type BulkAction = (typeof bulkActions)[number];

/** Which clients go out: those that are named, or all of the list; and how many that is. */
export interface ExportWish {
  ids: string[] | null;
  count: number | undefined;
}

interface BulkBarProps {
  choice: Choice;
  /** How many the list finds in all. */
  count: number | undefined;
  selection: Record<string, unknown>;
  onExport?: (wish: ExportWish) => void;
}

/** What can be done to the chosen clients; "everybody" goes by the list's question, however many there are. */
export function BulkBar({ choice, count, selection, onExport }: BulkBarProps) {
  const t = useText('lists');
  const format = useFormat();
  const mayPlan = useCan('tasks:write');
  const [action, setAction] = useState<BulkAction | null>(null);
  const begin = useMutation({
    ...bulkBeginMutation(),
    onSuccess: (work) => {
      setAction(null);
      choice.clear();
      follow(work);
    },
  });
  if (choice.ids.size === 0) return null;
  const chosen = choice.isEverybody && count !== undefined ? count : choice.ids.size;
  const run = (params: Record<string, unknown>, named: string | null = action) => {
    if (named === null) return;
    const which: Pick<BulkBody, 'ids' | 'selection'> = choice.isEverybody
      ? { selection }
      : { ids: [...choice.ids] };
    begin.mutate({ body: { subject: 'client', action: named, params, ...which } });
  };
  return (
    <section
      aria-label={t('bulk.selected', { count: chosen, shown: format.number(chosen) })}
      className={styles.bulk}
    >
      <strong>{t('bulk.selected', { count: chosen, shown: format.number(chosen) })}</strong>
      {!choice.isEverybody && count !== undefined && count > choice.ids.size && (
        <Button size="xs" variant="subtle" onClick={choice.everybody}>
          {t('bulk.all', { count, shown: format.number(count) })}
        </Button>
      )}
      {bulkActions
        .filter((name) => name !== 'plan_task' || mayPlan)
        .map((name) => (
          <Button
            key={name}
            size="xs"
            variant="default"
            aria-haspopup="dialog"
            onClick={() => setAction(name)}
          >
            {t(`bulk.${name}`)}
          </Button>
        ))}
      {onExport && (
        <Button
          size="xs"
          variant="default"
          aria-haspopup="dialog"
          onClick={() => onExport({ ids: choice.isEverybody ? null : [...choice.ids], count: chosen })}
        >
          {t('export.open')}
        </Button>
      )}
      <Button size="xs" variant="subtle" onClick={choice.clear}>
        {t('bulk.clear')}
      </Button>
      <Suspense fallback={null}>
        {action !== null && (
          <BulkDialog
            action={action}
            problem={begin.error}
            isPending={begin.isPending}
            onRun={run}
            onClose={() => {
              begin.reset();
              setAction(null);
            }}
          />
        )}
      </Suspense>
    </section>
  );
}
