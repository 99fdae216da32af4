import { createFileRoute } from '@tanstack/react-router';
import { pipelinesListOptions } from '@/api/queries';
import { PipelinesSettings } from '@/features/pipelines/PipelinesSettings';
import { textOf } from '@/lib/search';

interface PipelinesSearch {
  /** The chosen one; the first when left out. */
  pipeline?: string;
}

export const Route = createFileRoute('/_shell/settings/pipelines')({
  validateSearch: (search): PipelinesSearch => ({ pipeline: textOf(search.pipeline) }),
  loader: ({ context }) => void context.queryClient.prefetchQuery(pipelinesListOptions()),
  component: PipelinesSettings,
});
