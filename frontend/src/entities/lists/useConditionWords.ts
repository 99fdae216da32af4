import { useMe } from '@/api/session';
import { maybeText, useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { useValueChoices, type ListField } from './useListFields';
import { valueText, type Value } from './values';

const nothing: ReadonlyMap<string, string> = new Map();

/** What a condition of a filter says, and its values, in the person's words; `named` are records by id, where searched. */
export function useConditionWords(
  fields: readonly ListField[],
  named: ReadonlyMap<string, string> = nothing,
) {
  const t = useText('lists');
  const format = useFormat();
  const { workspace } = useMe();
  const choices = useValueChoices();
  const words = { t, format, currency: workspace.currency };
  const valueOf = (name: string, value: unknown): string => {
    const field = fields.find((known) => known.name === name);
    if (value === true) return '';
    const listed = Array.isArray(value) ? (value as unknown[]) : [value];
    const said = listed.map((one) => {
      const found = field?.search === undefined ? undefined : named.get(String(one));
      if (found !== undefined) return found;
      const choice = choices[field?.refers ?? '']?.find((known) => known.value === one);
      return choice?.label ?? (field === undefined ? String(one) : valueText(field, one as Value, words));
    });
    return said.join(', ');
  };
  const conditionOf = (name: string, operator: string, value: unknown): string => {
    const title = fields.find((known) => known.name === name)?.title ?? name;
    // "Has no next step" says all by itself.
    if (operator === 'is' && value === true) return title;
    return [title, maybeText('lists', `operator.${operator}`) ?? operator, valueOf(name, value)]
      .filter(Boolean)
      .join(' ');
  };
  return { valueOf, conditionOf };
}
