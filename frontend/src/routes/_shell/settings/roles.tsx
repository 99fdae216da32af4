import { createFileRoute } from '@tanstack/react-router';
import { RolesSettings } from '@/features/settings/RolesSettings';

export const Route = createFileRoute('/_shell/settings/roles')({ component: RolesSettings });
