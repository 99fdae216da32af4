import { createFileRoute, Outlet, redirect } from '@tanstack/react-router';
import { isProblem } from '@/api/problem';
import { meQuery } from '@/api/session';
import { endSession } from '@/app/endSession';
import { IncomingCalls } from '@/features/calls/IncomingCalls';
import { Shell } from '@/features/shell/Shell';
import { setDisplayZone } from '@/lib/dates';
import { ScreenSkeleton } from '@/ui/Skeletons';

/** Everything behind the log-in. */
export const Route = createFileRoute('/_shell')({
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.queryClient.ensureQueryData(meQuery());
      setDisplayZone(me.workspace.time_zone);
    } catch (error) {
      if (isProblem(error) && error.status === 401) {
        throw redirect({ to: '/login', search: { back: location.href }, replace: true });
      }
      throw error;
    }
  },
  pendingComponent: ScreenSkeleton,
  component: () => (
    <Shell popups={<IncomingCalls />} onSessionEnded={endSession}>
      <Outlet />
    </Shell>
  ),
});
