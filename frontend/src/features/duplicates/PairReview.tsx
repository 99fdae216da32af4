import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DuplicatePair, MergeField, MergePreview } from '@/api/contract';
import { clientsPreviewMergeOptions } from '@/api/queries';
import { ClientChip } from '@/entities/ClientChip';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { usePeople } from '@/entities/people';
import { maybeText, useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { Chip } from '@/ui/Chip';
import { Kbd } from '@/ui/Kbd';
import { CardSkeletons } from '@/ui/Skeletons';
import styles from './PairReview.module.css';
import { useMerging } from './useMerging';

type Choice = MergeField['usual'];

const byPlace = { preventDefault: true, usePhysicalKeys: true };

/** Two records beside each other: choose field by field, merge, or say that they are two. */
export function PairReview({ pair }: { pair: DuplicatePair }) {
  const [isSwapped, setSwapped] = useState(false);
  const [one, other] = isSwapped ? [pair.other, pair.one] : [pair.one, pair.other];
  const { data, error, refetch } = useQuery(
    clientsPreviewMergeOptions({ path: { client_id: one.id }, query: { other_id: other.id } }),
  );
  if (data === undefined) {
    return error ? <ProblemAlert problem={error} onRetry={() => void refetch()} /> : <CardSkeletons />;
  }
  return (
    <Comparison
      key={`${data.mine.id}${data.mine.version}${data.theirs.version}`}
      pair={pair}
      preview={data}
      onSwap={() => setSwapped(!isSwapped)}
    />
  );
}

interface ComparisonProps {
  pair: DuplicatePair;
  preview: MergePreview;
  onSwap: () => void;
}

function Comparison({ pair, preview, onSwap }: ComparisonProps) {
  const t = useText('duplicates');
  const { merge, dismiss, undo, isBusy, problem } = useMerging(pair);
  const [take, setTake] = useState<Record<string, Choice>>({});
  const [at, setAt] = useState(0);
  const differing = preview.fields.filter((field) => field.mine !== field.theirs);
  const field = differing[Math.min(at, differing.length - 1)];
  const choose = (choice: Choice) => {
    if (field?.choices.includes(choice)) setTake({ ...take, [field.field]: choice });
  };
  const walk = (step: number) => setAt(Math.max(0, Math.min(differing.length - 1, at + step)));
  const save = () => {
    if (!isBusy) merge(preview, take);
  };
  useHotkeys([
    ['ArrowDown', () => walk(1)],
    ['ArrowUp', () => walk(-1)],
    ['ArrowLeft', () => choose('mine')],
    ['ArrowRight', () => choose('theirs')],
    ['Enter', save, { preventDefault: false }],
    ['x', () => !isBusy && dismiss(), byPlace],
    ['u', () => undo(), byPlace],
  ]);
  return (
    <Card
      title={t('score', { score: pair.score })}
      aside={pair.reasons.map((reason) => (
        <Chip key={reason}>{t(`reasons.${reason}`)}</Chip>
      ))}
    >
      <ProblemAlert problem={problem} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">
              {t('keep')}
              <ClientChip client={{ id: preview.mine.id, name: preview.mine.name }} />
            </th>
            <th scope="col">
              {t('other')}
              <ClientChip client={{ id: preview.theirs.id, name: preview.theirs.name }} />
            </th>
          </tr>
        </thead>
        <tbody>
          {differing.map((one) => (
            <FieldRow
              key={one.field}
              field={one}
              choice={take[one.field] ?? one.usual}
              isActive={one === field}
              onChoose={(choice) => setTake({ ...take, [one.field]: choice })}
            />
          ))}
          <ContactsRow preview={preview} />
        </tbody>
      </table>
      <div className={styles.actions}>
        <Button onClick={save} loading={isBusy} rightSection={<Kbd keys="Enter" onAccent />}>
          {t('merge')}
        </Button>
        <Button variant="default" onClick={dismiss} disabled={isBusy} rightSection={<Kbd keys="X" />}>
          {t('notSame')}
        </Button>
        <Button variant="subtle" onClick={onSwap} disabled={isBusy}>
          {t('swap')}
        </Button>
      </div>
      <p className={styles.keys}>{t('keys')}</p>
    </Card>
  );
}

interface FieldRowProps {
  field: MergeField;
  choice: Choice;
  isActive: boolean;
  onChoose: (choice: Choice) => void;
}

function FieldRow({ field, choice, isActive, onChoose }: FieldRowProps) {
  const t = useText('duplicates');
  const people = usePeople();
  const name = maybeText('duplicates', `fields.${field.field}`) ?? t('fields.custom');
  const shown = (value: unknown) => {
    if (value === null || value === undefined || value === '') return t('empty_value');
    if (typeof value !== 'string') return JSON.stringify(value);
    return field.field === 'owner_id' ? (people.get(value)?.name ?? value) : value;
  };
  return (
    <tr data-active={isActive || undefined}>
      <th scope="row">
        {name}
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
            className={styles.value}
            aria-pressed={choice === side || choice === 'both'}
            aria-label={t('take', { field: name, value: shown(field[side]) })}
            onClick={() => onChoose(side)}
          >
            {shown(field[side])}
          </button>
        </td>
      ))}
    </tr>
  );
}

function ContactsRow({ preview }: { preview: MergePreview }) {
  const t = useText('duplicates');
  return (
    <tr>
      <th scope="row">{t('points')}</th>
      {[preview.mine, preview.theirs].map((side) => (
        <td key={side.id}>
          <ul className={styles.points}>
            {side.contact_points.map((point) => (
              <li key={point.id}>{point.normalized ?? point.value}</li>
            ))}
          </ul>
        </td>
      ))}
    </tr>
  );
}
