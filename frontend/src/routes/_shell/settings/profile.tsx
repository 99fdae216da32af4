import { createFileRoute } from '@tanstack/react-router';
import { ProfileSettings } from '@/features/settings/ProfileSettings';

export const Route = createFileRoute('/_shell/settings/profile')({ component: ProfileSettings });
