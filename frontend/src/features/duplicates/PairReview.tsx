import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DuplicatePair, MergePreview } from '@/api/contract';
import { clientsPreviewMergeOptions } from '@/api/queries';
import { MatchReasons } from '@/entities/merging/MatchReasons';
import { differingFields, MergeTable, type MergeChoice, type Take } from '@/entities/merging/MergeTable';
import { ProblemAlert } from '@/entities/ProblemAlert';
import { useText } from '@/i18n/text';
import { Card } from '@/ui/Card';
import { Kbd } from '@/ui/Kbd';
import { CardSkeletons } from '@/ui/Skeletons';
import styles from './PairReview.module.css';
import { useMerging } from './useMerging';

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
  const [take, setTake] = useState<Take>({});
  const [at, setAt] = useState(0);
  const differing = differingFields(preview);
  const field = differing[Math.min(at, differing.length - 1)];
  const choose = (choice: MergeChoice) => {
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
    ['Enter', (event) => isFree(event) && save(), { preventDefault: false }],
    ['x', () => !isBusy && dismiss(), byPlace],
    ['u', () => undo(), byPlace],
  ]);
  return (
    <Card
      title={t('score', { score: pair.score })}
      aside={
        <span className={styles.reasons}>
          <MatchReasons reasons={pair.reasons} />
        </span>
      }
    >
      <ProblemAlert problem={problem} />
      <MergeTable
        preview={preview}
        take={take}
        active={field?.field}
        onTake={(name, choice) => setTake({ ...take, [name]: choice })}
      />
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

/** Enter means the button or the link that has the focus, unless it is the pair that is open anyway. */
function isFree({ target }: KeyboardEvent): boolean {
  const pressed = target instanceof Element ? target.closest('button, a') : null;
  return pressed === null || pressed.hasAttribute('aria-current');
}
