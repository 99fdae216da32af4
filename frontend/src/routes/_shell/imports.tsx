import { createFileRoute } from '@tanstack/react-router';
import { ImportsScreen } from '@/features/transfer/ImportsScreen';
import { textOf } from '@/lib/search';

interface ImportsSearch {
  /** The import that is open. */
  id?: string;
}

export const Route = createFileRoute('/_shell/imports')({
  validateSearch: (search): ImportsSearch => ({ id: textOf(search.id) }),
  component: ImportsScreen,
});
