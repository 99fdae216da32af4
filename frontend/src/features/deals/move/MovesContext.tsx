import { createContext, use, useMemo, type ReactNode } from 'react';
import type { MoveAttempt, Moves } from './moveState';
import { openMove } from './moveState';
import { useMoves, type MoveCommands } from './useMoves';

interface MovesValue extends MoveCommands {
  moves: Moves;
  /** The one whose form or reason is shown. */
  open: MoveAttempt | undefined;
}

const MovesContext = createContext<MovesValue | null>(null);

/** Moves of deals go on while one walks between the board and the cards: they live above both. */
export function MovesProvider({ children }: { children: ReactNode }) {
  const { moves, commands } = useMoves();
  const value = useMemo(() => ({ moves, open: openMove(moves), ...commands }), [moves, commands]);
  return <MovesContext value={value}>{children}</MovesContext>;
}

export function useDealMoves(): MovesValue {
  const value = use(MovesContext);
  if (value === null) throw new Error('useDealMoves outside of MovesProvider');
  return value;
}
