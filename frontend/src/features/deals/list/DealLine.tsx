import type { DealCard, Pipeline } from '@/api/contract';
import { StageAge } from '@/entities/deals/StageAge';
import { UserAvatar } from '@/entities/UserAvatar';
import { useFormat } from '@/i18n/useFormat';
import { NextStepLine } from '../board/NextStepLine';
import { StageName } from './useDealColumns';
import styles from './DealLine.module.css';

/** A deal as a card of the list on a phone. */
export function DealLine({ deal, pipeline }: { deal: DealCard; pipeline: Pipeline }) {
  const format = useFormat();
  return (
    <div className={styles.line}>
      <div className={styles.words}>
        <span className={styles.title}>{deal.title}</span>
        <span className={styles.facts}>
          {[deal.client_name, deal.amount === null ? null : format.shortMoney(deal.amount, deal.currency)]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className={styles.facts}>
          <StageName deal={deal} pipeline={pipeline} />
        </span>
        <span onClick={(event) => event.stopPropagation()} role="presentation">
          <NextStepLine deal={deal} />
        </span>
      </div>
      <div className={styles.side}>
        <UserAvatar userId={deal.owner_id} />
        <StageAge deal={deal} />
      </div>
    </div>
  );
}
