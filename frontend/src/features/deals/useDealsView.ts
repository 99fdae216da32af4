import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Pipeline, Stage } from '@/api/contract';
import { viewsListOptions } from '@/api/queries';
import { useMe, useScope } from '@/api/session';

const route = getRouteApi('/_shell/deals');

export const everybody = 'all';

/** What the address says about the list of deals, and the way to change it. */
export function useDealsView(pipelines: readonly Pipeline[]) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const me = useMe();
  const scope = useScope('deals:read');
  const views = useQuery({
    ...viewsListOptions({ query: { subject: 'deal' } }),
    enabled: search.saved !== undefined,
  });
  const saved = views.data?.items.find(({ id }) => id === search.saved);
  // The address wins, then what the saved view was kept with.
  const pipelineId = search.pipeline ?? saved?.shape.within_id ?? undefined;
  const pipeline = pipelines.find(({ id }) => id === pipelineId) ?? pipelines[0];
  // Whoever sees only her own deals has nothing to choose; others begin with all that they may see.
  const ownerId = scope === 'own' || search.owner === everybody ? undefined : search.owner;
  return {
    search,
    pipeline,
    /** The pipeline that was chosen, here or with the view; undefined when it is just the first one. */
    pipelineId,
    ownerId,
    mayChooseOwner: scope !== 'own',
    myId: me.user.id,
    scope,
    isList: search.view === 'list',
    /** Changes a part of the address; what is undefined leaves it. */
    show: (part: Partial<typeof search>) =>
      void navigate({ search: (known) => ({ ...known, ...part }), replace: true }),
  };
}

export type DealsView = ReturnType<typeof useDealsView>;

/** The statuses by which a list may be narrowed. */
export const statuses = ['open', 'won', 'lost'] as const satisfies readonly Stage['semantics'][];
