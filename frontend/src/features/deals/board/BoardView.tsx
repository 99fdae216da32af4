import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useHotkeys } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Board, DealCard, Pipeline } from '@/api/contract';
import { useFrame } from '@/api/realtime/realtime';
import { useCan } from '@/api/session';
import { useText } from '@/i18n/text';
import { withMoves } from '../move/moveState';
import { useDealMoves } from '../move/MovesContext';
import type { DealSelection } from '../shape/dealQueries';
import { reachableStages, stagesInOrder } from '../stages';
import { BoardCard } from './BoardCard';
import { BoardColumn } from './BoardColumn';
import { neighbour, type Direction } from './boardModel';
import { toggleDeal } from '../bulk/dealChoice';
import { isDealSource } from './dragging';
import styles from './BoardView.module.css';

interface BoardViewProps {
  board: Board;
  pipeline: Pipeline;
  selection: DealSelection;
  openId: string | undefined;
}

const arrivedMilliseconds = 2000;

/** The pipeline as columns. Cards go by hand, by `m`, and by themselves when a colleague moves them. */
export function BoardView({ board: realBoard, pipeline, selection, openId }: BoardViewProps) {
  const t = useText('deals');
  const mayMove = useCan('deals:write');
  const { moves, open, begin } = useDealMoves();
  const board = useMemo(() => withMoves(realBoard, moves), [realBoard, moves]);
  const [menuId, setMenuId] = useState<string | null>(null);
  const [dragged, setDragged] = useState<DealCard | null>(null);
  const arrived = useArrivals();
  const root = useRef<HTMLDivElement>(null);
  const { onCards, onFocus } = useBoardKeys(root, pipeline, mayMove ? setMenuId : undefined);

  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => isDealSource(source.data),
        onDragStart: ({ source }) => setDragged(isDealSource(source.data) ? source.data.deal : null),
        onDrop: () => setDragged(null),
      }),
    [],
  );
  const reachable =
    dragged === null
      ? null
      : new Set([dragged.stage_id, ...reachableStages(pipeline, dragged.stage_id).map(({ id }) => id)]);
  const drop = useCallback((deal: DealCard, stageId: string) => begin(deal, stageId, 'board'), [begin]);

  return (
    <div
      ref={root}
      role="group"
      aria-label={t('board.label', { pipeline: pipeline.name })}
      className={styles.board}
    >
      {stagesInOrder(pipeline).map((stage) => {
        const column = board.columns.find((candidate) => candidate.stage_id === stage.id);
        const realColumn = realBoard.columns.find((candidate) => candidate.stage_id === stage.id);
        if (column === undefined || realColumn === undefined) return null;
        return (
          <BoardColumn
            key={stage.id}
            pipeline={pipeline}
            stage={stage}
            column={column}
            realColumn={realColumn}
            board={board}
            selection={selection}
            isOutOfReach={reachable !== null && !reachable.has(stage.id)}
            isWanted={open?.place === 'board' && open.phase !== 'refused' && open.stageId === stage.id}
            onDrop={drop}
            onCards={onCards}
            card={(deal, isGhost) => (
              <BoardCard
                deal={deal}
                pipeline={pipeline}
                isGhost={isGhost}
                isOpen={deal.id === openId}
                hasCome={arrived.has(deal.id)}
                mayMove={mayMove}
                isMenuOpen={menuId === deal.id}
                onMenu={setMenuId}
                onFocus={onFocus}
              />
            )}
          />
        );
      })}
    </div>
  );
}

/** The deals that the news moved a moment ago: their cards are marked where they come in. */
function useArrivals(): ReadonlySet<string> {
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const note = useCallback((deal: { id: string }) => {
    setArrived((known) => new Set([...known, deal.id]));
    setTimeout(
      () => setArrived((known) => new Set([...known].filter((id) => id !== deal.id))),
      arrivedMilliseconds,
    );
  }, []);
  useFrame('deal.moved', note);
  useFrame('deal.created', note);
  return arrived;
}

/** Arrows, `j` and `k` walk the cards; `m` opens the menu of the one in focus. */
function useBoardKeys(
  root: React.RefObject<HTMLDivElement | null>,
  pipeline: Pipeline,
  onMenu: ((dealId: string) => void) | undefined,
) {
  const focused = useRef<string | null>(null);
  const cards = useRef(new Map<string, readonly DealCard[]>());
  const go = (direction: Direction) => {
    const columns = stagesInOrder(pipeline).map((stage) => cards.current.get(stage.id) ?? []);
    const next = neighbour(columns, focused.current, direction);
    if (next === undefined) return;
    const link = root.current?.querySelector<HTMLElement>(`[data-deal="${next.id}"] a`);
    link?.focus();
    link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const openMenu = () => {
    const id = focused.current;
    if (id !== null && root.current?.querySelector(`[data-deal="${id}"]`) != null) onMenu?.(id);
  };
  const choose = () => {
    const deal = [...cards.current.values()].flat().find((one) => one.id === focused.current);
    if (deal?.status === 'open' && onMenu !== undefined) toggleDeal(deal);
  };
  useHotkeys([
    ['x', choose],
    ['ArrowUp', () => go('up')],
    ['ArrowDown', () => go('down')],
    ['ArrowLeft', () => go('left')],
    ['ArrowRight', () => go('right')],
    ['j', () => go('down')],
    ['k', () => go('up')],
    ['m', openMenu],
  ]);
  const onCards = useCallback((stageId: string, shown: readonly DealCard[]) => {
    cards.current.set(stageId, shown);
  }, []);
  const onFocus = useCallback((dealId: string) => {
    focused.current = dealId;
  }, []);
  return { onCards, onFocus };
}
