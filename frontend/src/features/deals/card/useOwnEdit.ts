import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ifMatch } from '@/api/client';
import type { Deal } from '@/api/contract';
import { isProblem } from '@/api/problem';
import { dealsChangeMutation, dealsGetOptions } from '@/api/queries';
import { useText } from '@/i18n/text';
import { showToast } from '@/ui/undoToast';
import { keepDeal, refreshDeals } from '../dealCache';

export interface OwnEdit {
  save: (fieldId: string, value: unknown) => void;
  /** What the server refused last, and at which field. */
  refusal: { fieldId: string; problem: unknown } | null;
}

/** Changes one of the workspace's own fields where it stands; what others changed meanwhile stays, too. */
export function useOwnEdit(deal: Deal): OwnEdit {
  const t = useText('deals');
  const client = useQueryClient();
  const { mutateAsync } = useMutation(dealsChangeMutation());
  const [refusal, setRefusal] = useState<OwnEdit['refusal']>(null);

  const send = (base: Deal, fieldId: string, value: unknown) =>
    mutateAsync({
      path: { deal_id: base.id },
      body: { custom: { [fieldId]: value } },
      headers: ifMatch(base.version),
    });

  const save = async (base: Deal, fieldId: string, value: unknown, canUndo: boolean) => {
    setRefusal(null);
    const before = base.custom[fieldId] ?? null;
    keepDeal(client, { ...base, custom: { ...base.custom, [fieldId]: value } });
    try {
      const saved = await send(base, fieldId, value);
      keepDeal(client, saved);
      refreshDeals(client);
      if (canUndo)
        showToast({ message: t('edit.saved'), onUndo: () => void save(saved, fieldId, before, false) });
    } catch (problem) {
      const options = dealsGetOptions({ path: { deal_id: base.id } });
      const fresh = await client.fetchQuery({ ...options, staleTime: 0 });
      const isSame = JSON.stringify(fresh.custom[fieldId] ?? null) === JSON.stringify(before);
      if (isProblem(problem, 'version_conflict') && isSame) await save(fresh, fieldId, value, canUndo);
      else setRefusal({ fieldId, problem });
    }
  };

  return { save: (fieldId, value) => void save(deal, fieldId, value, true), refusal };
}
