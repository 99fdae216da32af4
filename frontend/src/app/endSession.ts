import { stopRealtime } from '@/api/realtime/realtime';
import { queryClient } from '@/api/queryClient';
import { router } from './router';

const publicPaths = /^\/(login|setup|invitation)/;

/** The session is over: forgets everything and asks to log in, keeping the address for afterwards. */
export function endSession(): void {
  stopRealtime();
  const { href, pathname } = router.state.location;
  if (publicPaths.test(pathname)) return;
  queryClient.clear();
  void router.navigate({ to: '/login', search: { back: href }, replace: true });
}
