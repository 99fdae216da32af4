import { useMemo } from 'react';
import type { DealCard, Pipeline } from '@/api/contract';
import { StageAge } from '@/entities/deals/StageAge';
import { StageDot } from '@/entities/deals/StageDot';
import { UserAvatar } from '@/entities/UserAvatar';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { inZone, toMoment } from '@/lib/dates';
import type { DataColumn } from '@/ui/DataTable';
import { NextStepLine } from '../board/NextStepLine';
import { stageOf } from '../stages';
import styles from './DealLine.module.css';

/** How much room the table has: beside the card of a deal, in a middle window, or in a wide one. */
export type TableRoom = 'beside' | 'middle' | 'wide';

/** What stays in the table where there is less room. */
const kept: Record<Exclude<TableRoom, 'wide'>, ReadonlySet<string>> = {
  beside: new Set(['title', 'stage', 'amount', 'next']),
  middle: new Set(['title', 'client', 'stage', 'amount', 'next', 'age']),
};

/** The columns of the table of deals. */
export function useDealColumns(pipeline: Pipeline, room: TableRoom): DataColumn<DealCard>[] {
  const t = useText('deals');
  const format = useFormat();
  return useMemo(() => {
    const columns: DataColumn<DealCard>[] = [
      {
        id: 'title',
        header: t('list.deal'),
        track: 'minmax(0, 2fr)',
        cell: (deal) => (
          <span className={styles.title} title={deal.title}>
            {deal.title}
          </span>
        ),
      },
      {
        id: 'client',
        header: t('list.client'),
        track: 'minmax(0, 1.6fr)',
        cell: (deal) => [deal.client_name, deal.company_name].filter(Boolean).join(' · '),
      },
      {
        id: 'stage',
        header: t('list.stage'),
        track: 'minmax(0, 1.4fr)',
        cell: (deal) => <StageName deal={deal} pipeline={pipeline} />,
      },
      {
        id: 'amount',
        header: t('list.amount'),
        track: 'minmax(var(--b-cell-width), 1.1fr)',
        align: 'end',
        sortKey: 'amount',
        cell: (deal) => {
          if (deal.amount === null) return '';
          return room !== 'wide'
            ? format.shortMoney(deal.amount, deal.currency)
            : format.money(deal.amount, deal.currency);
        },
      },
      {
        id: 'next',
        header: t('list.next'),
        track: 'minmax(0, 1.4fr)',
        cell: (deal) => (
          <span onClick={(event) => event.stopPropagation()} role="presentation">
            <NextStepLine deal={deal} />
          </span>
        ),
      },
      {
        id: 'expected',
        header: t('list.expected'),
        track: 'minmax(0, 0.9fr)',
        sortKey: 'expected_on',
        cell: (deal) =>
          deal.expected_on === null ? '' : format.date(inZone(toMoment(`${deal.expected_on} 12:00`))),
      },
      {
        id: 'age',
        header: t('list.age'),
        track: 'minmax(0, 0.8fr)',
        sortKey: 'stage_entered_at',
        cell: (deal) => <StageAge deal={deal} />,
      },
      {
        id: 'owner',
        header: t('list.owner'),
        track: 'minmax(0, 0.8fr)',
        cell: (deal) => <UserAvatar userId={deal.owner_id} />,
      },
    ];
    return room === 'wide' ? columns : columns.filter(({ id }) => kept[room].has(id));
  }, [t, format, pipeline, room]);
}

export function StageName({ deal, pipeline }: { deal: DealCard; pipeline: Pipeline }) {
  const stage = stageOf(pipeline, deal.stage_id);
  if (stage === undefined) return null;
  return (
    <span className={styles.stage}>
      <StageDot color={stage.color} />
      <span className={styles.stageName}>{stage.name}</span>
    </span>
  );
}
