import { ActionIcon, Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { Deal, Pipeline } from '@/api/contract';
import { useText } from '@/i18n/text';
import { Kbd } from '@/ui/Kbd';
import { MoveMenu } from '../move/MoveMenu';
import { MovePopover } from '../move/MovePopover';
import { useDealMoves } from '../move/MovesContext';
import { stageAfter } from '../stages';
import styles from './MoveBar.module.css';

interface MoveBarProps {
  deal: Deal;
  pipeline: Pipeline;
}

/** The one thing to do with a deal: take it a stage further; the other ways are behind the dots. */
export function MoveBar({ deal, pipeline }: MoveBarProps) {
  const t = useText('deals');
  const { open, moves, begin } = useDealMoves();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const isBusy = moves.some((move) => move.deal.id === deal.id && move.phase === 'sending');
  const next = stageAfter(pipeline, deal.stage_id);
  useHotkeys([['m', () => setMenuOpen(true)]]);
  const dots = (
    <ActionIcon
      variant="default"
      className={styles.dots}
      aria-label={t('move.to')}
      aria-keyshortcuts="m"
      onClick={() => setMenuOpen(!isMenuOpen)}
    >
      <IconDots className={styles.icon} />
    </ActionIcon>
  );
  const bar = (
    <div className={styles.bar}>
      {next !== undefined && (
        <Button className={styles.next} loading={isBusy} onClick={() => begin(deal, next.id, 'card')}>
          <span className={styles.words}>{t('move.toStage', { stage: next.name })}</span>
        </Button>
      )}
      {isMenuOpen ? (
        <MoveMenu deal={deal} pipeline={pipeline} place="card" onClose={() => setMenuOpen(false)}>
          {dots}
        </MoveMenu>
      ) : (
        dots
      )}
      <Kbd keys="M" />
    </div>
  );
  if (open?.deal.id !== deal.id || open.place !== 'card') return bar;
  return (
    <MovePopover move={open} pipeline={pipeline}>
      {bar}
    </MovePopover>
  );
}
