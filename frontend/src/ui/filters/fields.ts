import type { ComponentType } from 'react';
import type { DraftCondition } from './tree';

export const operators = [
  'is',
  'is_not',
  'any_of',
  'none_of',
  'contains',
  'starts_with',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'is_empty',
  'is_filled',
  'within_days',
  'older_than_days',
  'in_segment',
] as const;
export type Operator = (typeof operators)[number];
export const isOperator = (name: string): name is Operator => operators.some((known) => known === name);

/** A field of the registry with its title in the person's language. */
export interface FilterField {
  name: string;
  title: string;
  kind: string;
  operators: readonly Operator[];
  refers: string | null;
  options: readonly { value: string; label: string }[];
  /** Where there are too many to list: what finds them. */
  search?: ComponentType<SearchedValueProps>;
}

export interface SearchedValueProps {
  label: string;
  className?: string;
  values: readonly string[];
  isMany: boolean;
  onChange: (values: string[]) => void;
}

const many = new Set(['any_of', 'none_of']);
const flags = new Set(['is_empty', 'is_filled']);
const days = new Set(['within_days', 'older_than_days']);
const usualDays = 30;

type Shape = 'flag' | 'days' | 'many' | 'two' | 'one';

/** What sort of value an operator wants. */
export function shapeOf(operator: string): Shape {
  if (flags.has(operator)) return 'flag';
  if (days.has(operator)) return 'days';
  if (many.has(operator)) return 'many';
  return operator === 'between' ? 'two' : 'one';
}

/** The value to begin with; what was typed for an operator of the same sort stays. */
export function emptyValue(field: FilterField, operator: string, before?: DraftCondition): unknown {
  const shape = shapeOf(operator);
  if (before !== undefined && shapeOf(before.operator) === shape) return before.value;
  if (shape === 'flag') return true;
  if (shape === 'days') return usualDays;
  if (shape === 'many') return [];
  if (shape === 'two') return [undefined, undefined];
  return field.kind === 'yes_no' ? true : undefined;
}
