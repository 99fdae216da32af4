import { Button } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import type { MergeField, MergePreview } from '@/api/contract';
import { ClientChip } from '@/entities/ClientChip';
import { usePerson } from '@/entities/people';
import { useText } from '@/i18n/text';
import { useFormat } from '@/i18n/useFormat';
import { Chip } from '@/ui/Chip';
import { MergeValue } from './MergeValue';
import styles from './MergeTable.module.css';
import { useMergeFieldName } from './useMergeFieldName';

export type MergeChoice = MergeField['usual'];
/** Which values stay where somebody has chosen; elsewhere the usual ones do. */
export type Take = Record<string, MergeChoice>;

/** The fields between whose values there is something to choose. */
export function differingFields(preview: MergePreview): MergeField[] {
  return preview.fields.filter((field) => JSON.stringify(field.mine) !== JSON.stringify(field.theirs));
}

interface MergeTableProps {
  preview: MergePreview;
  take: Take;
  onTake: (field: string, choice: MergeChoice) => void;
  /** The field that the keyboard is at. */
  active?: string;
}

/** Two records beside each other: of each field that differs one value stays, everything else is united. */
export function MergeTable({ preview, take, onTake, active }: MergeTableProps) {
  const t = useText('duplicates');
  const { mine, theirs } = preview;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={styles.name}>
            {t('field')}
          </th>
          <SideHead side={mine} role={t('keep')} />
          <SideHead side={theirs} role={t('other')} />
        </tr>
      </thead>
      <tbody>
        {differingFields(preview).map((field) => (
          <FieldRow
            key={field.field}
            field={field}
            preview={preview}
            choice={take[field.field] ?? field.usual}
            isActive={field.field === active}
            onChoose={(choice) => onTake(field.field, choice)}
          />
        ))}
        <UnitedRow
          name={t('points')}
          sides={[mine, theirs].map((side) =>
            side.contact_points.map((point) => point.normalized ?? point.value),
          )}
        />
        <UnitedRow name={t('tags')} sides={[mine.tags, theirs.tags]} asChips />
      </tbody>
    </table>
  );
}

function SideHead({ side, role }: { side: MergePreview['mine']; role: string }) {
  const t = useText('duplicates');
  const format = useFormat();
  const owner = usePerson(side.owner_id);
  const belongs = (['deals', 'tasks', 'calls', 'files'] as const).flatMap((table) => {
    const count = side.refers[table] ?? 0;
    return count === 0 ? [] : [t(`refers.${table}`, { count, shown: format.number(count) })];
  });
  return (
    <th scope="col">
      <span className={styles.role}>{role}</span>
      <ClientChip client={{ id: side.id, name: side.name }} />
      <span className={styles.facts}>
        {[owner?.name, t('added', { when: format.day(side.created_at) })].filter(Boolean).join(' · ')}
      </span>
      {belongs.length > 0 && <span className={styles.facts}>{belongs.join(' · ')}</span>}
    </th>
  );
}

interface FieldRowProps {
  field: MergeField;
  preview: MergePreview;
  choice: MergeChoice;
  isActive: boolean;
  onChoose: (choice: MergeChoice) => void;
}

function FieldRow({ field, preview, choice, isActive, onChoose }: FieldRowProps) {
  const t = useText('duplicates');
  const nameOf = useMergeFieldName();
  const id = useId();
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <tr ref={row} data-active={isActive || undefined}>
      <th scope="row">
        <span id={id}>{nameOf(field.field)}</span>{' '}
        {field.choices.includes('both') && (
          <Button
            size="compact-xs"
            variant={choice === 'both' ? 'light' : 'subtle'}
            aria-pressed={choice === 'both'}
            onClick={() => onChoose('both')}
          >
            {t('both')}
          </Button>
        )}
      </th>
      {(['mine', 'theirs'] as const).map((side) => (
        <td key={side}>
          <button
            type="button"
            id={`${id}${side}`}
            className={styles.value}
            aria-pressed={choice === side || choice === 'both'}
            aria-labelledby={`${id} ${id}${side}`}
            onClick={() => onChoose(side)}
          >
            <MergeValue name={field.field} value={field[side]} companyName={preview[side].company_name} />
          </button>
        </td>
      ))}
    </tr>
  );
}

interface UnitedRowProps {
  name: string;
  sides: readonly (readonly string[])[];
  asChips?: boolean;
}

/** What both have is kept: there is nothing to choose. */
function UnitedRow({ name, sides, asChips = false }: UnitedRowProps) {
  if (sides.every((side) => side.length === 0)) return null;
  return (
    <tr>
      <th scope="row">{name}</th>
      {sides.map((side, place) => (
        <td key={place}>
          <ul className={styles.points}>
            {side.map((one) => (
              <li key={one}>{asChips ? <Chip>{one}</Chip> : one}</li>
            ))}
          </ul>
        </td>
      ))}
    </tr>
  );
}
