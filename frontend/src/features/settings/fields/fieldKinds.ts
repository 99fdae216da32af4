import type { FieldGroup, FieldKind } from '@/api/contract';

/** What a field can hold, in the order in which a person thinks of it. */
const fieldKinds = [
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
  'file',
] as const satisfies readonly FieldKind[];

export function isChoosing(kind: FieldKind): boolean {
  return kind === 'choice' || kind === 'multi_choice';
}

/** What a field of clients or of deals can hold: files stand on the cards of clients. */
export function kindsOf(subject: FieldGroup['subject_type']): readonly FieldKind[] {
  return subject === 'client' ? fieldKinds : fieldKinds.filter((kind) => kind !== 'file');
}
