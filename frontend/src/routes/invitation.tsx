import { createFileRoute } from '@tanstack/react-router';
import { InvitationScreen } from '@/features/auth/InvitationScreen';

/** The token stands behind the `#`, so that it comes into no log on the way. */
export const Route = createFileRoute('/invitation')({ component: InvitationScreen });
