import { lazy, Suspense } from 'react';
import type { Pipeline } from '@/api/contract';
import { useStore } from '@/lib/store';
import { dealChoice, dealWork } from './dealChoice';

const DealBulk = lazy(() => import('./DealBulk'));

/** The bar of the chosen deals: there is nothing of it until some are chosen. */
export function DealBulkArea({ pipeline }: { pipeline: Pipeline }) {
  const chosen = useStore(dealChoice);
  const work = useStore(dealWork);
  if (chosen.size === 0 && work === null) return null;
  return (
    <Suspense fallback={null}>
      <DealBulk pipeline={pipeline} />
    </Suspense>
  );
}
