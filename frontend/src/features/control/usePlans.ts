import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Plan } from '@/api/contract';
import { plansListOptions, plansRemoveMutation, plansSetMutation } from '@/api/queries';
import { invalidateOperation } from '@/api/queryClient';
import { monthAfter } from '@/lib/months';

/** Whose plan: a person's, or (with neither) the whole workspace's. */
export interface Holder {
  userId: string | null;
}

export interface PlanKind {
  metric: Plan['metric'];
  period: Plan['period'];
}

export function planOf(plans: readonly Plan[], holder: Holder, kind: PlanKind): Plan | undefined {
  return plans.find(
    (plan) =>
      plan.metric === kind.metric &&
      plan.period === kind.period &&
      plan.user_id === holder.userId &&
      plan.team_id === null,
  );
}

/** A month's plans, and setting them: an emptied field takes the plan away. */
export function usePlans(month: string) {
  const client = useQueryClient();
  const list = useQuery(plansListOptions({ query: { month } }));
  const previous = useQuery(plansListOptions({ query: { month: monthAfter(month, -1) } }));
  const settled = () => {
    void invalidateOperation(client, 'plansList');
    void invalidateOperation(client, 'plansProgress');
  };
  const setting = useMutation({ ...plansSetMutation(), onSettled: settled });
  const removing = useMutation({ ...plansRemoveMutation(), onSettled: settled });
  const plans = list.data?.items ?? [];

  const set = (holder: Holder, kind: PlanKind, target: string) => {
    const present = planOf(plans, holder, kind);
    if (target === '') {
      if (present !== undefined) removing.mutate({ path: { plan_id: present.id } });
    } else if (target !== present?.target) {
      setting.mutate({ body: { ...kind, month, user_id: holder.userId, target } });
    }
  };
  /** Copies what this month lacks; returns how many plans that were. */
  const copyPrevious = async (): Promise<number> => {
    const missing = (previous.data?.items ?? []).filter(
      (plan) => planOf(plans, { userId: plan.user_id }, plan) === undefined && plan.team_id === null,
    );
    for (const { metric, period, user_id, target } of missing) {
      await setting.mutateAsync({ body: { metric, period, month, user_id, target } });
    }
    return missing.length;
  };
  return {
    plans,
    isLoading: list.isPending,
    problem: list.error ?? setting.error ?? removing.error,
    set,
    copyPrevious,
  };
}
