import type { FieldKind } from '@/api/contract';

/** What a field can hold, in the order in which a person thinks of it. */
export const fieldKinds = [
  'text',
  'long_text',
  'number',
  'money',
  'date',
  'datetime',
  'yes_no',
  'choice',
  'multi_choice',
  'phone',
  'email',
  'link',
  'address',
  'person',
] as const satisfies readonly FieldKind[];

export function isChoosing(kind: FieldKind): boolean {
  return kind === 'choice' || kind === 'multi_choice';
}
