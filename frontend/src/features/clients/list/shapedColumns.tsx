import type { ReactNode } from 'react';
import type { ShapedRow } from '@/api/contract';
import { PhoneLink } from '@/entities/PhoneLink';
import { UserAvatar } from '@/entities/UserAvatar';
import type { DataColumn } from '@/ui/DataTable';
import { ClientName, LastContact, Tags } from '../clientCells';
import type { ListField } from '@/entities/lists/useListFields';
import { labelOf, valueText, type Value, type Words } from '@/entities/lists/values';

/** The least width of a column, in CSS pixels; those for which there is no room are left out, the last first. */
const least = 132;
const leastName = 200;
const wide: Readonly<Record<string, string>> = {
  name: 'minmax(0, 2fr)',
  phone: 'minmax(0, 1.7fr)',
  email: 'minmax(0, 1.6fr)',
  company: 'minmax(0, 1.5fr)',
};

const own: Readonly<Record<string, (row: ShapedRow) => ReactNode>> = {
  name: (row) => <ClientName client={row} />,
  company: (row) => row.company_name,
  phone: (row) => row.phone !== null && <PhoneLink phone={row.phone} />,
  email: (row) => row.email,
  source: (row) => row.source,
  owner_id: (row) => <UserAvatar userId={row.owner_id} />,
  last_contact_at: (row) => <LastContact client={row} />,
  tags: (row) => <Tags tags={row.tags} />,
};

/** The chosen columns for which there is room, the name always first. */
export function shapedColumns(
  names: readonly string[],
  fields: readonly ListField[],
  width: number,
  words: Words,
): DataColumn<ShapedRow>[] {
  const known = new Map(fields.map((field) => [field.name, field]));
  const wanted = ['name', ...names.filter((name) => name !== 'name')];
  const room = Math.max(1, Math.floor((width - leastName) / least) + 1);
  return wanted
    .map((name) => known.get(name))
    .filter((field) => field !== undefined)
    .slice(0, room)
    .map((field) => ({
      id: field.name,
      header: field.title,
      track: wide[field.name] ?? 'minmax(0, 1.2fr)',
      align: field.kind === 'number' || field.kind === 'money' ? ('end' as const) : undefined,
      sortKey: field.registry.may_sort ? field.name : undefined,
      cell: own[field.name] ?? ((row) => valueCell(field, row.values[field.name], words)),
    }));
}

/** A value by the kind of its field, as lists and groups show it. */
export function valueCell(field: ListField, value: Value, words: Words): ReactNode {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return <Tags tags={value.map((one) => labelOf(field, one))} />;
  if (field.kind === 'money' && Number(value) === 0) return null;
  if (field.kind === 'person') return <UserAvatar userId={String(value)} />;
  return valueText(field, value, words);
}
