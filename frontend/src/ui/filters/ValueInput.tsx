import { Autocomplete, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { Suspense } from 'react';
import { useText } from '@/i18n/text';
import { shapeOf, type FilterField } from './fields';
import styles from './FilterBuilder.module.css';

interface Choice {
  value: string;
  label: string;
}

/** What can be chosen from, by what a field refers to: people, segments, tags in use. */
export type ValueChoices = Readonly<Record<string, readonly Choice[]>>;

interface ValueInputProps {
  field: FilterField;
  operator: string;
  value: unknown;
  choices: ValueChoices;
  onChange: (value: unknown) => void;
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Whether a value must be one of those listed: words may be added to those in use, records are chosen. */
const isClosed = (field: FilterField) => field.kind !== 'multi_choice' || field.refers !== null;

/** The value of a condition, by the kind of its field and the operator. */
export function ValueInput({ field, operator, value, choices, onChange }: ValueInputProps) {
  const t = useText('lists');
  const shape = shapeOf(operator);
  if (shape === 'flag') return null;
  const label = t('filter.value');
  const listed = field.options.length > 0 ? field.options : choices[field.refers ?? field.name];
  const Search = field.search;
  if (Search !== undefined) {
    const isMany = shape === 'many';
    const one = textOf(value) === '' ? [] : [textOf(value)];
    return (
      <Suspense fallback={<div className={styles.value} />}>
        <Search
          label={label}
          className={styles.value}
          values={isMany ? texts(value) : one}
          isMany={isMany}
          onChange={(chosen) => onChange(isMany ? chosen : chosen[0])}
        />
      </Suspense>
    );
  }
  if (shape === 'days') return <Days value={value} onChange={onChange} />;
  if (field.kind === 'yes_no') {
    const answers = [
      { value: 'yes', label: t('filter.yes') },
      { value: 'no', label: t('filter.no') },
    ];
    return (
      <Select
        size="sm"
        aria-label={label}
        className={styles.value}
        data={answers}
        value={value === false ? 'no' : 'yes'}
        onChange={(chosen) => onChange(chosen !== 'no')}
        allowDeselect={false}
      />
    );
  }
  if (shape === 'two') {
    const [from, to] = Array.isArray(value) ? (value as unknown[]) : [];
    return (
      <div className={styles.value}>
        <Single field={field} label={t('filter.from')} value={from} onChange={(low) => onChange([low, to])} />
        <Single field={field} label={t('filter.to')} value={to} onChange={(high) => onChange([from, high])} />
      </div>
    );
  }
  if (shape === 'many' && listed !== undefined && isClosed(field)) {
    return (
      <MultiSelect
        size="sm"
        aria-label={label}
        className={styles.value}
        data={[...listed]}
        value={texts(value)}
        onChange={onChange}
        searchable
      />
    );
  }
  if (shape === 'many') {
    const known = (listed ?? []).map((choice) => choice.value);
    return (
      <TagsInput
        size="sm"
        aria-label={label}
        className={styles.value}
        data={known}
        value={texts(value)}
        onChange={onChange}
        acceptValueOnBlur
      />
    );
  }
  return (
    <div className={styles.value}>
      <Single field={field} label={label} value={value} onChange={onChange} listed={listed} />
    </div>
  );
}

interface SingleProps {
  field: FilterField;
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
  listed?: readonly Choice[];
}

function Single({ field, label, value, onChange, listed }: SingleProps) {
  if (field.kind === 'number' || field.kind === 'money') {
    return (
      <NumberInput
        size="sm"
        aria-label={label}
        value={typeof value === 'number' ? value : textOf(value)}
        onChange={(typed) => onChange(typed === '' ? undefined : Number(typed))}
        hideControls
      />
    );
  }
  if (field.kind === 'date' || field.kind === 'datetime') {
    return (
      <TextInput
        size="sm"
        type="date"
        aria-label={label}
        value={textOf(value).slice(0, '2026-11-20'.length)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (listed !== undefined && isClosed(field)) {
    return (
      <Select
        size="sm"
        aria-label={label}
        data={[...listed]}
        value={textOf(value) === '' ? null : textOf(value)}
        onChange={(chosen) => onChange(chosen ?? undefined)}
        searchable
      />
    );
  }
  return (
    <Autocomplete
      size="sm"
      aria-label={label}
      data={(listed ?? []).map((choice) => choice.value)}
      value={textOf(value)}
      onChange={onChange}
    />
  );
}

function Days({ value, onChange }: { value: unknown; onChange: (value: unknown) => void }) {
  const t = useText('lists');
  return (
    <div className={styles.value}>
      <NumberInput
        size="sm"
        aria-label={t('filter.days')}
        value={typeof value === 'number' ? value : ''}
        onChange={(typed) => onChange(typed === '' ? undefined : Math.round(Number(typed)))}
        min={0}
        max={36_500}
        allowDecimal={false}
      />
    </div>
  );
}
