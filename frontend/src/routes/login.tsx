import { createFileRoute, redirect } from '@tanstack/react-router';
import { setupStateOptions } from '@/api/queries';
import { LoginScreen } from '@/features/auth/LoginScreen';
import { textOf } from '@/lib/search';

interface LoginSearch {
  /** The address to go to afterwards. */
  back?: string;
}

export const Route = createFileRoute('/login')({
  validateSearch: (search): LoginSearch => ({ back: textOf(search.back) }),
  beforeLoad: async ({ context }) => {
    const state = await context.queryClient.fetchQuery(setupStateOptions()).catch(() => undefined);
    if (state?.needed === true) throw redirect({ to: '/setup', replace: true });
  },
  component: LoginScreen,
});
