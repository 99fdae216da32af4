import { lazy, Suspense } from 'react';
import type { Field } from '@/api/contract';
import { useMe } from '@/api/session';
import { usePeople } from '@/entities/people';
import { PhoneLink } from '@/entities/PhoneLink';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { inZone, toMoment } from '@/lib/dates';
import { isMasked } from '@/lib/masked';
import { Chip } from '@/ui/Chip';
import { toneOf } from '@/ui/choiceTone';
import inline from './InlineField.module.css';

const FileNames = lazy(() => import('@/entities/files/FileNames'));

interface FieldValueProps {
  field: Field;
  value: unknown;
  /** Whose files a field names; without it they are counted. */
  clientId?: string;
  /** Where nothing in it may be clicked: inside a button. */
  isPlain?: boolean;
}

/** A value of one of the workspace's own fields, as the person's language writes it. */
export function FieldValue({ field, value, clientId, isPlain = false }: FieldValueProps) {
  const t = useText('fields');
  const format = useFormat();
  const people = usePeople();
  const { workspace } = useMe();
  if (isMasked(value)) return '•••';
  if (typeof value === 'boolean') return value ? t('value.yes') : t('value.no');
  if (field.kind === 'choice' || field.kind === 'multi_choice') return <Chosen field={field} value={value} />;
  if (field.kind === 'file' && Array.isArray(value)) {
    const count = t('value.files', { count: value.length });
    return clientId === undefined ? (
      count
    ) : (
      <Suspense fallback={count}>
        <FileNames clientId={clientId} ids={value as string[]} />
      </Suspense>
    );
  }
  if (typeof value === 'object' && value !== null) return addressLine(value);
  if (typeof value !== 'string') return null;
  switch (field.kind) {
    case 'number':
      return format.decimal(value);
    case 'money':
      return format.money(value, field.currency ?? workspace.currency);
    case 'date':
      return format.date(inZone(toMoment(`${value} 12:00`)));
    case 'datetime':
      return format.dateTime(value);
    case 'person':
      return people.get(value)?.name ?? '—';
    case 'phone':
      return isPlain ? format.phone(value) : <PhoneLink phone={value} />;
    case 'long_text':
      return <span className={inline.long}>{value}</span>;
    default:
      return value;
  }
}

function Chosen({ field, value }: Pick<FieldValueProps, 'field' | 'value'>) {
  const chosen: unknown[] = Array.isArray(value) ? value : [value];
  return field.choices
    .filter((choice) => chosen.includes(choice.id))
    .map((choice) => (
      <Chip key={choice.id} tone={toneOf(choice.color)}>
        {choice.name}
      </Chip>
    ));
}

/** The parts of an address in the order in which a letter has them. */
export function addressLine(value: object): string {
  const parts = value as Record<string, string | undefined>;
  return ['line', 'city', 'region', 'postal_code', 'country', 'comment']
    .map((part) => parts[part])
    .filter(Boolean)
    .join(', ');
}
