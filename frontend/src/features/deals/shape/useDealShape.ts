import { linkOptions } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { isSameShape } from '@/entities/lists/shape';
import { useShape } from '@/entities/lists/useShape';
import type { DealsView } from '../useDealsView';

/** Which deals the screen shows: a saved view or all, what was changed of it since, and the sort of the address. */
export function useDealShape({ search, show }: DealsView) {
  const { pipeline, view: form, owner, saved, sort } = search;
  const { shape: kept, isChanged, discard, ...rest } = useShape('deal', saved);
  const shape = useMemo(() => (sort === undefined ? kept : { ...kept, sort: sort.split(',') }), [kept, sort]);
  const addressOf = useCallback(
    (viewId: string | undefined) =>
      linkOptions({
        to: '/deals',
        // A link knows its own address only by the keys that are there.
        search: {
          ...(pipeline !== undefined && { pipeline }),
          ...(form !== undefined && { view: form }),
          ...(owner !== undefined && { owner }),
          ...(viewId !== undefined && { saved: viewId }),
        },
      }),
    [pipeline, form, owner],
  );
  return {
    ...rest,
    shape,
    filter: shape.filter,
    isChanged: isChanged || (rest.view !== undefined && !isSameShape(shape, kept)),
    addressOf,
    discard: () => {
      discard();
      if (sort !== undefined) show({ sort: undefined });
    },
  };
}

export type DealShape = ReturnType<typeof useDealShape>;
