import type { ShapedRow } from '@/api/contract';
import type { Text } from '@/i18n/text';
import type { Format } from '@/i18n/useFormat';
import type { ListField } from './useListFields';

export type Value = ShapedRow['group'] | undefined;

export interface Words {
  t: Text<'lists'>;
  format: Format;
  currency: string;
}

/** What a person calls one of the values of a closed choice. */
export const labelOf = (field: ListField, value: string): string =>
  field.options.find((option) => option.value === value)?.label ?? value;

/** A value by the kind of its field, in plain words. */
export function valueText(field: ListField, value: Value, { t, format, currency }: Words): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => labelOf(field, one)).join(', ');
  if (typeof value === 'boolean') return value ? t('filter.yes') : t('filter.no');
  const text = String(value);
  if (field.kind === 'money') return format.shortMoney(text, currency);
  if (field.kind === 'number') return format.number(Number(value));
  const isMoment = field.kind === 'date' || field.kind === 'datetime';
  return isMoment && typeof value === 'string' ? format.date(text) : labelOf(field, text);
}
