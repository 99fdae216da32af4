import { linkOptions } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { isSameShape, type Shape } from '@/entities/lists/shape';
import { useShape } from '@/entities/lists/useShape';
import type { DealsView } from '../useDealsView';

/** Which deals the screen shows: a saved view or all, what was changed of it since, and the sort of the address. */
export function useDealShape({ search, show, pipeline, pipelineId }: DealsView) {
  const { view: form, owner, saved, sort } = search;
  const { shape: kept, isChanged, discard, views, ...rest } = useShape('deal', saved);
  const shape = useMemo<Shape>(
    () => ({
      ...kept,
      ...(sort !== undefined && { sort: sort.split(',') }),
      within_id: pipeline?.id ?? null,
    }),
    [kept, sort, pipeline?.id],
  );
  const addressOf = useCallback(
    (viewId: string | undefined) => {
      // A view that keeps its pipeline opens that one; so does one that was made just now and is not listed yet.
      const known = views.find(({ id }) => id === viewId);
      const isKept = viewId !== undefined && (known === undefined || known.shape.within_id != null);
      return linkOptions({
        to: '/deals',
        // A link knows its own address only by the keys that are there.
        search: {
          ...(!isKept && pipelineId !== undefined && { pipeline: pipelineId }),
          ...(form !== undefined && { view: form }),
          ...(owner !== undefined && { owner }),
          ...(viewId !== undefined && { saved: viewId }),
        },
      });
    },
    [views, pipelineId, form, owner],
  );
  const base = kept.within_id === null ? { ...kept, within_id: shape.within_id } : kept;
  return {
    ...rest,
    views,
    shape,
    filter: shape.filter,
    isChanged: isChanged || (rest.view !== undefined && !isSameShape(shape, base)),
    addressOf,
    discard: () => {
      discard();
      const isElsewhere = kept.within_id !== null && kept.within_id !== shape.within_id;
      if (sort !== undefined || isElsewhere) {
        show({ sort: undefined, ...(isElsewhere && { pipeline: undefined }) });
      }
    },
  };
}

export type DealShape = ReturnType<typeof useDealShape>;
