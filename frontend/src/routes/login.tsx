import { createFileRoute } from '@tanstack/react-router';
import { LoginScreen } from '@/features/auth/LoginScreen';

interface LoginSearch {
  /** The address to go to afterwards. */
  back?: string;
}

export const Route = createFileRoute('/login')({
  validateSearch: (search): LoginSearch => ({
    back: typeof search.back === 'string' ? search.back : undefined,
  }),
  component: LoginScreen,
});
