import type { Board, Deal, DealCard } from '@/api/contract';
import { withMove } from '../board/boardModel';
import { mergeRequirements, startEntries, type Entries, type Requirement } from './requirements';

/** Where a move was begun: its form opens there. */
export type MovePlace = 'board' | 'card';

/** A deal on its way to another stage. */
export interface MoveAttempt {
  deal: DealCard;
  stageId: string;
  place: MovePlace;
  /** sending: on its way; asking: the form is open; refused: put back, with the reason said at the card. */
  phase: 'sending' | 'asking' | 'refused';
  requirements: readonly Requirement[];
  entries: Entries;
  problem: unknown;
  /** The newest state of a deal that somebody else changed meanwhile. */
  fresh: Deal | null;
}

export type Moves = readonly MoveAttempt[];

export type MovesAction =
  | { type: 'begin'; deal: DealCard; stageId: string; place: MovePlace; entries?: Entries }
  | { type: 'send'; dealId: string; entries: Entries }
  | { type: 'ask'; dealId: string; requirements: readonly Requirement[] }
  | { type: 'fill'; dealId: string; entries: Entries }
  | { type: 'refuse'; dealId: string; problem: unknown; fresh: Deal | null }
  | { type: 'end'; dealId: string };

export function movesReducer(moves: Moves, action: MovesAction): Moves {
  if (action.type === 'begin') {
    const { deal, stageId, place, entries = {} } = action;
    const begun: MoveAttempt = {
      deal,
      stageId,
      place,
      phase: 'sending',
      requirements: [],
      entries,
      problem: null,
      fresh: null,
    };
    return [...moves.filter((move) => move.deal.id !== deal.id), begun];
  }
  if (action.type === 'end') return moves.filter((move) => move.deal.id !== action.dealId);
  return moves.map((move) => (move.deal.id === action.dealId ? step(move, action) : move));
}

function step(move: MoveAttempt, action: Exclude<MovesAction, { type: 'begin' | 'end' }>): MoveAttempt {
  switch (action.type) {
    case 'send':
      return { ...move, phase: 'sending', entries: action.entries, problem: null };
    case 'fill':
      return { ...move, entries: action.entries };
    case 'ask': {
      const requirements = mergeRequirements(move.requirements, action.requirements);
      return {
        ...move,
        phase: 'asking',
        requirements,
        entries: { ...startEntries(requirements, move.deal), ...filled(move.entries) },
        problem: null,
      };
    }
    case 'refuse':
      // With a form open the person stays in it; without one the card goes back and says why.
      return {
        ...move,
        phase: move.requirements.length > 0 && action.fresh === null ? 'asking' : 'refused',
        problem: action.problem,
        fresh: action.fresh,
      };
  }
}

function filled(entries: Entries): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([, entry]) => entry !== null));
}

/** A card that was refused stands where it stood. */
export function isUnderWay(move: MoveAttempt): boolean {
  return move.phase !== 'refused';
}

/** The board as the person sees it: with her own moves on it before the server has answered. */
export function withMoves(board: Board, moves: Moves): Board {
  return moves.filter(isUnderWay).reduce((shown, move) => withMove(shown, move.deal, move.stageId), board);
}

/** The form that is open: one at a time, the oldest first. */
export function openMove(moves: Moves): MoveAttempt | undefined {
  return moves.find((move) => move.phase !== 'sending' || move.requirements.length > 0);
}
