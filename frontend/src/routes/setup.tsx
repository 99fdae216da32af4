import { createFileRoute } from '@tanstack/react-router';
import { SetupScreen } from '@/features/auth/SetupScreen';

export const Route = createFileRoute('/setup')({ component: SetupScreen });
