import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n/text';
import styles from './NewDealForm.module.css';

interface SecondDealProps {
  /** What the refusal says: the deals that are open, and whether another one may be. */
  params: Readonly<Record<string, unknown>>;
  onOpen: () => void;
}

interface Candidate {
  id: string;
  title: string;
  stage_name: string;
}

/** The client has an open deal here: go there, or open another one where the pipeline lets her. */
export function SecondDeal({ params, onOpen }: SecondDealProps) {
  const t = useText('deals');
  const problems = useText('problems');
  const candidates = Array.isArray(params.candidates) ? (params.candidates as Candidate[]) : [];
  return (
    <div role="alert">
      <p>{problems('second_deal')}</p>
      {candidates.length > 0 && <p className={styles.quiet}>{t('second.seen')}</p>}
      <ul>
        {candidates.map((deal) => (
          <li key={deal.id}>
            <Link to="/deals/$dealId" params={{ dealId: deal.id }}>
              {deal.title} · {deal.stage_name}
            </Link>
          </li>
        ))}
      </ul>
      {params.may_allow === true && (
        <Button variant="default" onClick={onOpen}>
          {t('second.open')}
        </Button>
      )}
    </div>
  );
}
