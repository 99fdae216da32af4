import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { Deal } from '@/api/contract';
import { isProblem } from '@/api/problem';
import { dealsChangeMutation, dealsGetOptions, dealsGetQueryKey } from '@/api/queries';
import { useText } from '@/i18n/text';
import { showToast } from '@/ui/undoToast';
import { keepDeal, refreshDeals } from '../dealCache';

export const editableFields = [
  'title',
  'amount',
  'expected_on',
  'owner_id',
  'description',
  'source',
  'campaign',
] as const;
export type DealField = (typeof editableFields)[number];
export type DealValue = string | null;

/** Somebody else changed the same field meanwhile. */
export interface FieldConflict {
  field: DealField;
  mine: DealValue;
  theirs: Deal;
}

export interface DealEdit {
  save: (field: DealField, value: DealValue) => void;
  conflict: FieldConflict | null;
  keepMine: () => void;
  takeTheirs: () => void;
  /** What the server refused last, and at which field. */
  refusal: { field: DealField; problem: unknown } | null;
}

/** Changes a field where it stands. Another field changed by a colleague is no conflict: both changes hold. */
export function useDealEdit(deal: Deal): DealEdit {
  const t = useText('deals');
  const client = useQueryClient();
  const { mutateAsync } = useMutation(dealsChangeMutation());
  const [conflict, setConflict] = useState<FieldConflict | null>(null);
  const [refusal, setRefusal] = useState<DealEdit['refusal']>(null);
  const show = (shown: Deal) => client.setQueryData(dealsGetQueryKey({ path: { deal_id: shown.id } }), shown);

  const send = (base: Deal, field: DealField, value: DealValue) =>
    mutateAsync({ path: { deal_id: base.id }, body: { [field]: value }, headers: ifMatch(base.version) });

  const write = async (base: Deal, field: DealField, value: DealValue): Promise<Deal | null> => {
    setRefusal(null);
    show({ ...base, [field]: value });
    try {
      return await send(base, field, value);
    } catch (problem) {
      if (!isProblem(problem, 'version_conflict')) {
        show(base);
        setRefusal({ field, problem });
        return null;
      }
      const fresh = await client.fetchQuery({
        ...dealsGetOptions({ path: { deal_id: base.id } }),
        staleTime: 0,
      });
      if (fresh[field] === base[field]) return write(fresh, field, value);
      setConflict({ field, mine: value, theirs: fresh });
      return null;
    }
  };

  const save = async (base: Deal, field: DealField, value: DealValue, canUndo: boolean) => {
    const before = base[field];
    const saved = await write(base, field, value);
    if (saved === null) return;
    keepDeal(client, saved);
    refreshDeals(client);
    if (canUndo)
      showToast({ message: t('edit.saved'), onUndo: () => void save(saved, field, before, false) });
  };

  return {
    save: (field, value) => {
      if (deal[field] !== value) void save(deal, field, value, true);
    },
    conflict,
    keepMine: () => {
      if (conflict === null) return;
      setConflict(null);
      void save(conflict.theirs, conflict.field, conflict.mine, true);
    },
    takeTheirs: () => setConflict(null),
    refusal,
  };
}
