import { UnstyledButton } from '@mantine/core';
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Board, BoardColumn as Column, DealCard, Pipeline, Stage } from '@/api/contract';
import { StageDot } from '@/entities/deals/StageDot';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { classes } from '@/lib/classes';
import { decimalToNumber } from '@/lib/decimal';
import { useDealPages, type DealSelection } from '../shape/dealQueries';
import { rowsOf, weightedOf, withPages } from './boardModel';
import { isDealSource } from './dragging';
import styles from './BoardColumn.module.css';

interface BoardColumnProps {
  pipeline: Pipeline;
  stage: Stage;
  /** The column as the person sees it, with her own moves. */
  column: Column;
  /** The column as the server knows it. */
  realColumn: Column;
  board: Board;
  selection: DealSelection;
  /** A dragged card cannot come here. */
  isOutOfReach: boolean;
  /** A card was put here whose form is open: it must be in sight. */
  isWanted: boolean;
  onDrop: (deal: DealCard, stageId: string) => void;
  card: (deal: DealCard, isGhost: boolean) => React.ReactNode;
  onCards: (stageId: string, cards: readonly DealCard[]) => void;
}

const cardHeight = 128;
const nearEnd = 5;
const pageSize = 50;

/** A stage: how many deals, what they are worth, and the cards, of which only those in sight exist. */
export function BoardColumn(props: BoardColumnProps) {
  const {
    pipeline,
    stage,
    column,
    realColumn,
    board,
    selection,
    isOutOfReach,
    isWanted,
    onDrop,
    card,
    onCards,
  } = props;
  const t = useText('deals');
  const format = useFormat();
  const root = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [isFolded, setFolded] = useState(stage.semantics === 'lost');
  const isOver = useDropTarget(root, stage.id, onDrop);
  const pages = useColumnPages(realColumn, selection);
  const cards = useMemo(() => withPages(column, pages.deals, board), [column, pages.deals, board]);
  const rows = useMemo(
    () => rowsOf(cards, column === realColumn ? cards : withPages(realColumn, pages.deals, board)),
    [cards, column, realColumn, pages.deals, board],
  );
  const virtual = useVirtualizer({
    count: isFolded ? 0 : rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    overscan: 3,
    gap: 8,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : `${row.deal.id}${row.isGhost ? ':ghost' : ''}`;
    },
  });
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0;
  const { loadMore } = pages;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - nearEnd) loadMore();
  }, [last, rows.length, loadMore]);
  useEffect(() => {
    if (!isWanted) return;
    setFolded(false);
    scroller.current?.scrollTo({ top: 0 });
    root.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [isWanted]);
  const hasHints = pipeline.stages.some(({ hint }) => hint !== null && hint !== '');
  useEffect(() => onCards(stage.id, isFolded ? [] : cards), [cards, isFolded, onCards, stage.id]);

  const weighted = weightedOf(column, stage);
  const head = (
    <>
      <span className={styles.name}>
        <StageDot color={stage.color} />
        <h2 className={styles.title}>{stage.name}</h2>
      </span>
      <span className={styles.facts}>
        <span>{t('board.deals', { count: column.count, shown: format.number(column.count) })}</span>
        <span>{format.shortMoney(column.amount, board.currency)}</span>
      </span>
      {weighted > 0 && weighted < decimalToNumber(column.amount) && (
        <span className={styles.facts}>
          {t('board.weighted', { amount: format.shortMoney(String(weighted), board.currency) })}
        </span>
      )}
    </>
  );
  return (
    <section
      ref={root}
      aria-label={stage.name}
      className={classes(
        styles.column,
        isFolded && styles.folded,
        isOver && styles.over,
        isOutOfReach && styles.outOfReach,
      )}
    >
      {stage.semantics === 'open' ? (
        <header className={styles.head}>{head}</header>
      ) : (
        <UnstyledButton
          className={styles.head}
          aria-expanded={!isFolded}
          onClick={() => setFolded(!isFolded)}
        >
          {head}
        </UnstyledButton>
      )}
      {hasHints && !isFolded && (
        <p className={styles.hint} title={stage.hint ?? undefined}>
          {stage.hint}
        </p>
      )}
      <div ref={scroller} className={styles.scroller}>
        <div className={styles.sizer} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={styles.place}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {card(row.deal, row.isGhost)}
              </div>
            );
          })}
        </div>
        {rows.length === 0 && !isFolded && (
          <p className={styles.empty}>{pipeline.stages.length > 0 && t('board.emptyColumn')}</p>
        )}
      </div>
    </section>
  );
}

function useDropTarget(
  root: React.RefObject<HTMLElement | null>,
  stageId: string,
  onDrop: (deal: DealCard, stageId: string) => void,
): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => isDealSource(source.data),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        if (isDealSource(source.data)) onDrop(source.data.deal, stageId);
      },
    });
  }, [root, stageId, onDrop]);
  return isOver;
}

/**
 * All cards of a column page by page, from when the end of what comes with the board is near. They begin with its first
 * one: a page that began behind the last one on the board would be another with each card that comes on top.
 */
function useColumnPages(column: Column, { ownerId, filter }: DealSelection) {
  const [isWanted, setWanted] = useState(false);
  const hasMore = column.next_cursor !== null;
  const { deals, onMore } = useDealPages(
    {
      stage_id: column.stage_id,
      owner_id: ownerId,
      sort: '-stage_entered_at',
      limit: pageSize,
    },
    filter,
    { isEnabled: isWanted && hasMore, isMended: true },
  );
  return {
    deals,
    loadMore: () => {
      if (!hasMore) return;
      if (isWanted) onMore();
      else setWanted(true);
    },
  };
}
