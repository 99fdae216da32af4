import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useReducer, useRef } from 'react';
import { ifMatch } from '@/api/client';
import type { Deal, DealCard } from '@/api/contract';
import { isProblem } from '@/api/problem';
import { dealsGetOptions, dealsMoveMutation } from '@/api/queries';
import { text } from '@/i18n/text';
import { showToast } from '@/ui/undoToast';
import { keepDeal, refreshDeals } from '../dealCache';
import { movesReducer, type MovePlace, type Moves } from './moveState';
import { bodyOf, requirementsOf, type Entries } from './requirements';

export interface MoveCommands {
  /** Sends the move at once; the card stands in its new column meanwhile. */
  begin: (deal: DealCard, stageId: string, place: MovePlace, entries?: Entries) => void;
  /** Sends it again with what the form has. */
  submit: (dealId: string, entries: Entries) => void;
  /** Keeps what is typed, so that it survives whatever happens around it. */
  fill: (dealId: string, entries: Entries) => void;
  /** Puts the card back. */
  cancel: (dealId: string) => void;
}

export function useMoves(): { moves: Moves; commands: MoveCommands } {
  const client = useQueryClient();
  const [moves, dispatch] = useReducer(movesReducer, []);
  const { mutateAsync } = useMutation(dealsMoveMutation());
  const latest = useRef(moves);
  useEffect(() => {
    latest.current = moves;
  }, [moves]);

  const commands = useMemo<MoveCommands>(() => {
    const send = async (deal: DealCard, stageId: string, entries: Entries) => {
      try {
        const saved = await mutateAsync({
          path: { deal_id: deal.id },
          body: { stage_id: stageId, ...bodyOf(entries) },
          headers: ifMatch(deal.version),
        });
        keepDeal(client, saved);
        dispatch({ type: 'end', dealId: deal.id });
        if (saved.status === 'won')
          showToast({ message: text('deals')('won', { deal: saved.title }), tone: 'done' });
        refreshDeals(client);
      } catch (problem) {
        const requirements = requirementsOf(problem);
        if (requirements.length > 0) dispatch({ type: 'ask', dealId: deal.id, requirements });
        else dispatch({ type: 'refuse', dealId: deal.id, problem, fresh: await newest(deal.id, problem) });
      }
    };
    /** What a colleague made of the deal meanwhile; null when nobody did. */
    const newest = async (dealId: string, problem: unknown): Promise<Deal | null> => {
      if (!isProblem(problem) || problem.status !== 409) return null;
      refreshDeals(client);
      if (problem.code === 'move_conflict') {
        const present = problem.params.deal as Deal;
        keepDeal(client, present);
        return present;
      }
      if (problem.code !== 'deal_closed') return null;
      try {
        return await client.fetchQuery({ ...dealsGetOptions({ path: { deal_id: dealId } }), staleTime: 0 });
      } catch {
        return null;
      }
    };
    return {
      begin: (deal, stageId, place, entries = {}) => {
        if (deal.stage_id === stageId) return;
        dispatch({ type: 'begin', deal, stageId, place, entries });
        void send(deal, stageId, entries);
      },
      submit: (dealId, entries) => {
        const move = latest.current.find((candidate) => candidate.deal.id === dealId);
        if (move === undefined || move.phase === 'sending') return;
        dispatch({ type: 'send', dealId, entries });
        void send(move.deal, move.stageId, entries);
      },
      fill: (dealId, entries) => dispatch({ type: 'fill', dealId, entries }),
      cancel: (dealId) => dispatch({ type: 'end', dealId }),
    };
  }, [client, mutateAsync]);

  return { moves, commands };
}
