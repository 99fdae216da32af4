import { createFileRoute } from '@tanstack/react-router';
import { CallsScreen } from '@/features/calls/CallsScreen';
import { textOf } from '@/lib/search';

interface CallsSearch {
  result?: string;
}

export const Route = createFileRoute('/_shell/calls')({
  validateSearch: (search): CallsSearch => ({
    result: textOf(search.result),
  }),
  component: CallsScreen,
});
