import { createFileRoute } from '@tanstack/react-router';
import { InvitationScreen } from '@/features/auth/InvitationScreen';

export const Route = createFileRoute('/invitation/$token')({ component: InvitationScreen });
