import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { Deal, Pipeline } from '@/api/contract';
import { dealsGetOptions, pipelinesListOptions } from '@/api/queries';
import { useTopic } from '@/api/realtime/realtime';
import { useCan } from '@/api/session';
import { ClientChip } from '@/entities/ClientChip';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Chip } from '@/ui/Chip';
import { SidePanel } from '@/ui/SidePanel';
import { RowSkeletons } from '@/ui/Skeletons';
import { Answers } from './card/Answers';
import { DealFields } from './card/DealFields';
import { DealTimeline } from './card/DealTimeline';
import { EditableField } from './card/EditableField';
import { LineEditor } from './card/editors';
import { MoveBar } from './card/MoveBar';
import { NextTask } from './card/NextTask';
import { StageSteps } from './card/StageSteps';
import { useDealEdit } from './card/useDealEdit';
import styles from './DealPanel.module.css';

const Lineage = lazy(() => import('./card/Lineage'));
const StageHistory = lazy(() => import('./card/StageHistory'));
const Circle = lazy(() => import('./circle/Circle'));
const DealFiles = lazy(() => import('./files/DealFiles'));
const DealLines = lazy(() => import('./lines/DealLines'));
const OwnFields = lazy(() => import('./card/OwnFields'));
const route = getRouteApi('/_shell/deals/$dealId');

/** The card of a deal, beside the board or on the whole screen. */
export function DealPanel() {
  const t = useText('deals');
  const { dealId } = route.useParams();
  const { full } = route.useSearch();
  const navigate = route.useNavigate();
  useTopic(`deal:${dealId}`);
  const deal = useQuery(dealsGetOptions({ path: { deal_id: dealId } }));
  const pipelines = useQuery(pipelinesListOptions());
  const pipeline = pipelines.data?.items.find(({ id }) => id === deal.data?.pipeline_id);
  const close = () => void navigate({ to: '/deals', search: (known) => ({ ...known, full: undefined }) });
  const openFull =
    full === true ? undefined : () => void navigate({ search: (known) => ({ ...known, full: true }) });

  if (deal.data === undefined || pipeline === undefined) {
    return (
      <SidePanel label={t('card.title')} onClose={close}>
        {deal.error === null ? (
          <RowSkeletons rows={6} />
        ) : (
          <ProblemAlert problem={deal.error} onRetry={() => void deal.refetch()} />
        )}
      </SidePanel>
    );
  }
  return <Card key={dealId} deal={deal.data} pipeline={pipeline} onClose={close} onOpenFull={openFull} />;
}

interface CardProps {
  deal: Deal;
  pipeline: Pipeline;
  onClose: () => void;
  onOpenFull: (() => void) | undefined;
}

function Card({ deal, pipeline, onClose, onOpenFull }: CardProps) {
  const t = useText('deals');
  const format = useFormat();
  const mayWrite = useCan('deals:write');
  const edit = useDealEdit(deal);
  const isLocked = !mayWrite || deal.status !== 'open';
  return (
    <SidePanel
      label={t('card.of', { deal: deal.title })}
      onClose={onClose}
      onOpenFull={onOpenFull}
      header={
        <>
          <EditableField
            field="title"
            label={t('card.title')}
            value={deal.title}
            show={(value) => value}
            editor={(tools) => <LineEditor {...tools} value={deal.title} isRequired />}
            edit={edit}
            isLocked={isLocked}
            className={styles.title}
          />
          <div className={styles.facts}>
            <ClientChip
              client={{ id: deal.client_id, name: deal.client_name, company_name: deal.company_name }}
              withAvatar
            />
            {deal.amount !== null && (
              <span className={styles.amount}>{format.money(deal.amount, deal.currency)}</span>
            )}
            {deal.status === 'open' && deal.weighted_amount !== null && (
              <span className={styles.weighted}>
                {t('board.weighted', { amount: format.shortMoney(deal.weighted_amount, deal.currency) })}
              </span>
            )}
            {deal.status !== 'open' && (
              <Chip tone={deal.status === 'won' ? 'done' : 'danger'}>{t(`status.${deal.status}`)}</Chip>
            )}
          </div>
        </>
      }
      footer={!isLocked && <MoveBar deal={deal} pipeline={pipeline} />}
    >
      <div className={styles.body}>
        <StageSteps deal={deal} pipeline={pipeline} mayMove={!isLocked} />
        <NextTask deal={deal} />
        <DealFields deal={deal} edit={edit} isLocked={isLocked} />
        <Suspense fallback={null}>
          <DealLines deal={deal} isLocked={isLocked} />
          <Circle dealId={deal.id} isLocked={isLocked} />
          <OwnFields deal={deal} isLocked={isLocked} />
          <DealFiles deal={deal} isLocked={isLocked} />
        </Suspense>
        <Answers deal={deal} pipeline={pipeline} />
        <Suspense fallback={null}>
          <Lineage deal={deal} />
          <StageHistory deal={deal} />
        </Suspense>
        <DealTimeline dealId={deal.id} />
      </div>
    </SidePanel>
  );
}
