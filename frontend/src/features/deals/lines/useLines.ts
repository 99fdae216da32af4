import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ifMatch } from '@/api/client';
import type { Deal, DealLines } from '@/api/contract';
import { isProblem } from '@/api/problem';
import {
  dealsGetQueryKey,
  dealsLinesOptions,
  dealsLinesQueryKey,
  dealsPutLinesMutation,
} from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { refreshDeals } from '../dealCache';
import { inputOf, type LinesEdit } from './linesModel';

interface Wish {
  edit: LinesEdit;
  taxIncluded?: boolean;
}

/** What a deal sells, written one edit after another; of a colleague's change meanwhile nothing is lost. */
export function useLines(deal: Deal) {
  const client = useQueryClient();
  const path = { deal_id: deal.id };
  const found = useQuery(dealsLinesOptions({ path }));
  const { mutateAsync } = useMutation(dealsPutLinesMutation());
  const [problem, setProblem] = useState<unknown>(null);
  const [waiting, setWaiting] = useState(0);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const send = (base: DealLines, { edit, taxIncluded }: Wish) =>
    mutateAsync({
      path,
      body: { lines: edit(base.lines.map(inputOf)), tax_included: taxIncluded ?? base.tax_included },
      headers: ifMatch(base.version),
    });

  const write = async (wish: Wish) => {
    setProblem(null);
    try {
      const base = await client.ensureQueryData(dealsLinesOptions({ path }));
      keepLines(
        client,
        await send(base, wish).catch(async (refusal: unknown) => {
          if (!isProblem(refusal, 'version_conflict')) throw refusal;
          const fresh = await client.fetchQuery({ ...dealsLinesOptions({ path }), staleTime: 0 });
          return send(fresh, wish);
        }),
      );
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setWaiting((count) => count - 1);
    }
  };

  const save = (wish: Wish) => {
    setWaiting((count) => count + 1);
    queue.current = queue.current.then(() => write(wish));
  };

  return {
    lines: found.data,
    error: found.error ?? problem,
    isSaving: waiting > 0,
    change: (edit: LinesEdit) => save({ edit }),
    setTaxIncluded: (taxIncluded: boolean) => save({ edit: (lines) => [...lines], taxIncluded }),
  };
}

/** What the server has just answered, in the lines and on the card. */
function keepLines(client: QueryClient, lines: DealLines): void {
  const path = { deal_id: lines.deal_id };
  client.setQueryData(dealsLinesQueryKey({ path }), lines);
  client.setQueryData<Deal>(dealsGetQueryKey({ path }), (deal) =>
    deal === undefined
      ? deal
      : {
          ...deal,
          amount: lines.lines.length > 0 ? lines.gross : deal.amount,
          tax_amount: lines.lines.length > 0 ? lines.tax : null,
          line_count: lines.lines.length,
          version: lines.version,
        },
  );
  void invalidateOperation(client, 'dealsGet', path);
  refreshDeals(client);
}
