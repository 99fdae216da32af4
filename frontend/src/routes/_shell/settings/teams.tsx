import { createFileRoute } from '@tanstack/react-router';
import { TeamsSettings } from '@/features/settings/TeamsSettings';

export const Route = createFileRoute('/_shell/settings/teams')({ component: TeamsSettings });
