import { Anchor, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TableImport } from '@/api/contract';
import {
  importsCancelMutation,
  importsPauseMutation,
  importsResumeMutation,
  importsRunMutation,
  importsUndoMutation,
} from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { askFirst } from '@/ui/confirm';
import { ProgressBar } from '@/ui/ProgressBar';
import { ImportSamples } from './ImportSamples';
import { isWorking, outcomes } from './importStates';
import { MappingStep } from './MappingStep';
import styles from './Transfer.module.css';

/** How far it is, what became of the rows, and what can be done next. */
export function RunStep({ record }: { record: TableImport }) {
  const t = useText('transfer');
  const format = useFormat();
  const [isMapping, setMapping] = useState(false);
  if (isMapping && record.state === 'checked') return <MappingStep record={record} />;
  const hasRows = Object.keys(record.counts).length > 0;
  return (
    <Card title={record.name} aside={t(`states.${record.state}`)}>
      {record.error !== null && <p role="alert">{t(`failure.${failureOf(record.error)}`)}</p>}
      {isWorking(record) && record.total > 0 && (
        <div aria-live="polite">
          <ProgressBar share={record.position / record.total} />
          <p className={styles.hint}>
            {t('progress', { done: format.number(record.position), all: format.number(record.total) })}
          </p>
        </div>
      )}
      {hasRows && (
        <dl className={styles.counts}>
          {outcomes
            .filter((outcome) => record.counts[outcome] !== undefined)
            .map((outcome) => (
              <div key={outcome} data-outcome={outcome}>
                <dt>{t(`outcomes.${outcome}`)}</dt>
                <dd>{format.number(record.counts[outcome] ?? 0)}</dd>
              </div>
            ))}
        </dl>
      )}
      <Actions record={record} onMapping={() => setMapping(true)} />
      {hasRows && !isWorking(record) && <ImportSamples record={record} />}
    </Card>
  );
}

function failureOf(error: string): 'empty' | 'sheet' | 'other' {
  if (error === 'empty') return 'empty';
  return error.startsWith('sheet') ? 'sheet' : 'other';
}

function Actions({ record, onMapping }: { record: TableImport; onMapping: () => void }) {
  const t = useText('transfer');
  const client = useQueryClient();
  const path = { import_id: record.id };
  const done = { onSettled: () => invalidateOperation(client, 'importsGet', path) };
  const run = useMutation({ ...importsRunMutation(), ...done });
  const pause = useMutation({ ...importsPauseMutation(), ...done });
  const resume = useMutation({ ...importsResumeMutation(), ...done });
  const cancel = useMutation({ ...importsCancelMutation(), ...done });
  const undo = useMutation({ ...importsUndoMutation(), ...done });
  const { state, counts } = record;
  const mayUndo = state === 'done' || state === 'cancelled' || state === 'paused';
  const hasWritten = (counts.created ?? 0) + (counts.updated ?? 0) > 0 && record.started_at !== null;
  const isLeftOut = (counts.failed ?? 0) + (counts.skipped ?? 0) > 0;
  const askUndo = () =>
    askFirst({
      title: t('undoAsk'),
      consequence: t('undoHint'),
      confirm: t('undo'),
      onConfirm: () => undo.mutate({ path }),
    });
  return (
    <>
      <ProblemAlert problem={run.error ?? pause.error ?? resume.error ?? cancel.error ?? undo.error} />
      <div className={styles.actions}>
        {state === 'checked' && (
          <>
            <Button loading={run.isPending} onClick={() => run.mutate({ path })}>
              {t('run')}
            </Button>
            <Button variant="default" onClick={onMapping}>
              {t('back')}
            </Button>
          </>
        )}
        {state === 'running' && <Button onClick={() => pause.mutate({ path })}>{t('pause')}</Button>}
        {state === 'paused' && <Button onClick={() => resume.mutate({ path })}>{t('resume')}</Button>}
        {(state === 'running' || state === 'paused' || state === 'checking') && (
          <Button variant="default" onClick={() => cancel.mutate({ path })}>
            {t('cancel')}
          </Button>
        )}
        {state === 'done' && (
          <Button component={Link} to="/clients">
            {t('toClients')}
          </Button>
        )}
        {mayUndo && hasWritten && (
          <Button variant="default" loading={undo.isPending} onClick={askUndo}>
            {t('undo')}
          </Button>
        )}
        {isLeftOut && !isWorking(record) && (
          <Anchor href={`/api/v1/imports/${record.id}/errors`} download>
            {t('errors')}
          </Anchor>
        )}
      </div>
    </>
  );
}
