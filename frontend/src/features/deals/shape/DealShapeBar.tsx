import { Button } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useListFields } from '@/entities/lists/useListFields';
import { ViewsBar } from '@/entities/lists/ViewsBar';
import { useText } from '@/i18n/text';
import { Kbd } from '@/ui/Kbd';
import { countLeaves, type FilterTree } from '@/ui/filters/tree';
import type { DealShape } from './useDealShape';

const FilterDialog = lazy(() => import('@/entities/lists/FilterDialog'));
const FilterChips = lazy(() => import('@/entities/lists/FilterChips'));
const byPlace = { preventDefault: true, usePhysicalKeys: true };

/** Views of deals, and the filter of the board and the list; `F` opens it. */
export function DealShapeBar({ shaped }: { shaped: DealShape }) {
  const t = useText('lists');
  const { views, view, shape, filter, isChanged, change, discard, addressOf } = shaped;
  const [isFiltering, filtering] = useDisclosure(false);
  useHotkeys([['F', filtering.open, byPlace]]);
  const conditions = countLeaves(filter);
  const apply = (wanted: FilterTree | null) => change({ filter: wanted });
  return (
    <>
      <ViewsBar
        subject="deal"
        usual={t('views.allDeals')}
        address={addressOf}
        views={views}
        view={view}
        shape={shape}
        isChanged={isChanged}
        onDiscard={discard}
      >
        <Button
          variant="default"
          size="sm"
          aria-haspopup="dialog"
          aria-keyshortcuts="F"
          rightSection={<Kbd keys="F" />}
          onClick={filtering.open}
        >
          {t('filter.open')}
          {conditions > 0 && ` · ${conditions}`}
        </Button>
        <Suspense fallback={null}>
          {filter !== null && <FilterChips subject="deal" filter={filter} onChange={apply} />}
        </Suspense>
      </ViewsBar>
      <Suspense fallback={null}>
        {isFiltering && <DealFilterDialog filter={filter} onApply={apply} onClose={filtering.close} />}
      </Suspense>
    </>
  );
}

interface DealFilterDialogProps {
  filter: FilterTree | null;
  onApply: (filter: FilterTree | null) => void;
  onClose: () => void;
}

/** The fields are asked for only when they are needed. */
function DealFilterDialog(props: DealFilterDialogProps) {
  const t = useText('lists');
  const fields = useListFields('deal');
  return <FilterDialog title={t('filter.titleDeals')} fields={fields} {...props} />;
}
