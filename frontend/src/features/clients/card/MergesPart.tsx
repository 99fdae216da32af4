import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Client } from '@/api/contract';
import { clientsMergesOptions } from '@/api/queries';
import { useMayEditEveryField } from '@/api/session';
import { useMerge } from '@/entities/merging/useMerge';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import panel from '../ClientPanel.module.css';

const MergeDialog = lazy(() => import('@/entities/merging/MergeDialog'));

interface MergesPartProps {
  client: Client;
  /** Why the card as a whole can't be changed. */
  locked: string | undefined;
}

/** Which records were found to be this client, the last of them to be taken back, and the way to find another one. */
export function MergesPart({ client, locked }: MergesPartProps) {
  const t = useText('duplicates');
  const format = useFormat();
  const navigate = useNavigate();
  const mayMerge = useMayEditEveryField() && locked === undefined;
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery(clientsMergesOptions({ path: { client_id: client.id } }));
  const { undo, isUndoing, problem } = useMerge();
  const merges = data?.items ?? [];
  if (merges.length === 0 && !mayMerge) return null;
  const open = (clientId: string) => {
    if (clientId !== client.id)
      void navigate({ to: '/clients/$clientId', params: { clientId }, search: true });
  };
  return (
    <section className={panel.part} aria-label={t('sameClient')}>
      <div className={panel.titleLine}>
        <h3 className={panel.title}>{t('sameClient')}</h3>
        {mayMerge && (
          <Button size="xs" variant="subtle" aria-haspopup="dialog" onClick={() => setOpen(true)}>
            {t('mergeOpen')}
          </Button>
        )}
      </div>
      <ul className={panel.rows}>
        {merges.map((merge, place) => (
          <li key={merge.id} className={panel.row}>
            <div className={panel.words}>
              {merge.loser_name}
              <span className={panel.facts}>
                {[format.dateTime(merge.created_at), merge.made_by_name].join(' · ')}
              </span>
            </div>
            {mayMerge && place === 0 && (
              <Button size="xs" variant="subtle" loading={isUndoing} onClick={() => undo(merge.id)}>
                {t('unmerge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ProblemAlert problem={problem} />
      <Suspense fallback={null}>
        {isOpen && <MergeDialog client={client} onClose={() => setOpen(false)} onMerged={open} />}
      </Suspense>
    </section>
  );
}
