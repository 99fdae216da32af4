import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Segment } from '@/api/contract';
import { segmentsCountOptions, segmentsListOptions } from '@/api/queries';
import { useCan, useMe } from '@/api/session';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { showFiltered } from '@/entities/lists/useShape';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Card } from '@/ui/Card';
import { Chip } from '@/ui/Chip';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { RowSkeletons } from '@/ui/Skeletons';
import styles from './Segments.module.css';

const SegmentDialog = lazy(() => import('./SegmentDialog'));
const WhyDialog = lazy(() => import('./WhyDialog'));

/** Groups of clients: by a filter, counted at this moment, or by hand; and why somebody is in one. */
export function SegmentsScreen() {
  const t = useText('lists');
  const mayWrite = useCan('clients:write');
  const { data, error, isPending, refetch } = useQuery(segmentsListOptions());
  const [edited, setEdited] = useState<Segment | 'new' | null>(null);
  const [asked, setAsked] = useState<Segment | null>(null);
  return (
    <>
      <PageHeader
        title={t('segments.title')}
        actions={mayWrite && <Button onClick={() => setEdited('new')}>{t('segments.new')}</Button>}
      />
      <p className={styles.hint}>{t('segments.hint')}</p>
      {error !== null && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      <Card flush>
        {isPending && <RowSkeletons rows={4} />}
        {data?.items.length === 0 && (
          <EmptyState title={t('segments.empty')}>{t('segments.hint')}</EmptyState>
        )}
        <ul className={styles.list}>
          {data?.items.map((segment) => (
            <li key={segment.id} className={styles.line}>
              <SegmentLine
                segment={segment}
                onEdit={() => setEdited(segment)}
                onAsk={() => setAsked(segment)}
              />
            </li>
          ))}
        </ul>
      </Card>
      <Suspense fallback={null}>
        {edited !== null && (
          <SegmentDialog segment={edited === 'new' ? undefined : edited} onClose={() => setEdited(null)} />
        )}
        {asked !== null && <WhyDialog segment={asked} onClose={() => setAsked(null)} />}
      </Suspense>
    </>
  );
}

interface SegmentLineProps {
  segment: Segment;
  onEdit: () => void;
  onAsk: () => void;
}

function SegmentLine({ segment, onEdit, onAsk }: SegmentLineProps) {
  const t = useText('lists');
  const format = useFormat();
  const navigate = useNavigate();
  const { user } = useMe();
  const administers = useCan('workspace:manage');
  const live = useQuery(segmentsCountOptions({ path: { segment_id: segment.id } }));
  const count = live.data?.count ?? segment.members;
  const show = () => {
    showFiltered({ field: 'segment', in_segment: segment.id });
    void navigate({ to: '/clients', search: {} });
  };
  return (
    <>
      <div className={styles.words}>
        <div className={styles.name}>{segment.name}</div>
        <Chip>{t(`segments.${segment.kind}`)}</Chip>
      </div>
      <Button variant="subtle" size="sm" onClick={show} aria-label={`${segment.name}: ${t('segments.show')}`}>
        {t('segments.members', { count, shown: format.number(count) })}
      </Button>
      <Button variant="subtle" size="sm" onClick={onAsk} aria-label={`${segment.name}: ${t('segments.why')}`}>
        {t('segments.why')}
      </Button>
      {(segment.owner_id === user.id || administers) && (
        <Button
          variant="default"
          size="sm"
          onClick={onEdit}
          aria-label={`${segment.name}: ${t('segments.edit')}`}
        >
          {t('segments.edit')}
        </Button>
      )}
    </>
  );
}
