import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { callsOutcomesOptions } from '@/api/queries';
import { useText } from '@/i18n/text';
import type { Choice } from '@/ui/ChoiceChips';

const hour = 3600_000;
const usualKeys = ['taken', 'resolved', 'call_back', 'wrong_number', 'spam'] as const;

/** The list of the workspace; before it has come, the one that every workspace starts with: a card can't wait. */
export function useOutcomes(): readonly Choice<string>[] {
  const { data } = useQuery({ ...callsOutcomesOptions(), staleTime: hour });
  const t = useText('calls');
  return useMemo(() => {
    const usual: Choice<string>[] = usualKeys.map((key) => ({ value: key, label: t(`outcomes.${key}`) }));
    if (data === undefined || data.items.length === 0) return usual;
    return [...data.items]
      .sort((left, right) => left.position - right.position)
      .map(({ key, name }) => ({
        value: key,
        label: usual.find(({ value }) => value === key)?.label ?? name,
      }));
  }, [data, t]);
}

/** How an outcome is called: in the person's language, or by the name that the workspace gave it. */
export function useOutcomeName(): (key: string) => string {
  const choices = useOutcomes();
  return (key) => choices.find((choice) => choice.value === key)?.label ?? key;
}
