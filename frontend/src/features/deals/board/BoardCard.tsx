import { UnstyledButton } from '@mantine/core';
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, useEffect, useRef, useState } from 'react';
import type { DealCard, Pipeline } from '@/api/contract';
import { StageAge } from '@/entities/deals/StageAge';
import { UserAvatar } from '@/entities/UserAvatar';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { useStore } from '@/lib/store';
import { useArrived } from '@/lib/arrived';
import { classes } from '@/lib/classes';
import { MoveMenu } from '../move/MoveMenu';
import { MovePopover } from '../move/MovePopover';
import { useDealMoves } from '../move/MovesContext';
import { dealChoice, toggleDeal } from '../bulk/dealChoice';
import { NextStepLine } from './NextStepLine';
import styles from './BoardCard.module.css';

interface BoardCardProps {
  deal: DealCard;
  pipeline: Pipeline;
  /** The shadow of a card that is on its way. */
  isGhost: boolean;
  isOpen: boolean;
  /** It has just come from a colleague's hand. */
  hasCome: boolean;
  mayMove: boolean;
  isMenuOpen: boolean;
  onMenu: (dealId: string | null) => void;
  onFocus: (dealId: string) => void;
}

/** What a deal is, whose, and what comes next. Dragged by hand, moved by `m`. Drawn again only when its own facts change. */
export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { deal, pipeline, isGhost, isOpen, hasCome, mayMove, isMenuOpen, onMenu, onFocus } = props;
  const t = useText('deals');
  const format = useFormat();
  const arrived = useArrived(deal.version);
  const { moves, open } = useDealMoves();
  const card = useRef<HTMLElement>(null);
  const isDragged = useDraggable(card, deal, mayMove && !isGhost && deal.status === 'open');
  const chosen = useStore(dealChoice);
  const isChosen = chosen.has(deal.id);
  const isMoving = moves.some((move) => move.deal.id === deal.id && move.phase !== 'refused') && !isGhost;
  if (isGhost) {
    return (
      <div aria-hidden className={classes(styles.card, styles.shadow)}>
        <span className={styles.title}>{deal.title}</span>
        <span className={styles.who}>{deal.client_name}</span>
      </div>
    );
  }
  return (
    <article
      ref={card}
      data-deal={deal.id}
      data-arrived={arrived || hasCome || undefined}
      className={classes(
        styles.card,
        isOpen && styles.open,
        isChosen && styles.chosen,
        isDragged && styles.ghost,
        isMoving && styles.moving,
        deal.next_task === null && deal.status === 'open' && styles.unplanned,
      )}
      onFocus={() => onFocus(deal.id)}
    >
      <Link
        from="/deals"
        to="/deals/$dealId"
        params={{ dealId: deal.id }}
        search={true}
        draggable={false}
        className={classes(styles.title, styles.link)}
      >
        {deal.title}
      </Link>
      <span className={styles.who}>{[deal.client_name, deal.company_name].filter(Boolean).join(' · ')}</span>
      <div className={styles.worth}>
        <span>{deal.amount === null ? '' : format.shortMoney(deal.amount, deal.currency)}</span>
        <span className={styles.tail}>
          {mayMove && deal.status === 'open' && (
            <input
              type="checkbox"
              className={classes(styles.choose, chosen.size > 0 && styles.choosing)}
              checked={isChosen}
              aria-label={t('choose.one', { deal: deal.title })}
              aria-keyshortcuts="x"
              onChange={() => toggleDeal(deal)}
            />
          )}
          <UserAvatar userId={deal.owner_id} />
        </span>
      </div>
      <div className={styles.foot}>
        <NextStepLine deal={deal} />
        <StageAge deal={deal} />
      </div>
      {mayMove &&
        deal.status === 'open' &&
        (isMenuOpen ? (
          <MoveMenu deal={deal} pipeline={pipeline} place="board" onClose={() => onMenu(null)}>
            <UnstyledButton className={styles.menuAnchor} aria-label={t('move.to')} />
          </MoveMenu>
        ) : (
          <button
            type="button"
            className={styles.move}
            aria-label={t('move.toOf', { deal: deal.title })}
            aria-keyshortcuts="m"
            onClick={() => onMenu(deal.id)}
          >
            <IconArrowRight className={styles.icon} />
          </button>
        ))}
      {open?.deal.id === deal.id && open.place === 'board' && (
        <MovePopover move={open} pipeline={pipeline}>
          <span className={styles.anchor} />
        </MovePopover>
      )}
    </article>
  );
});

function useDraggable(
  element: React.RefObject<HTMLElement | null>,
  deal: DealCard,
  isEnabled: boolean,
): boolean {
  const [isDragged, setDragged] = useState(false);
  useEffect(() => {
    const card = element.current;
    if (card === null || !isEnabled) return;
    return draggable({
      element: card,
      getInitialData: () => ({ kind: 'deal', deal }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    });
  }, [element, deal, isEnabled]);
  return isDragged;
}
