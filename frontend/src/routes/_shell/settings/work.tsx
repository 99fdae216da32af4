import { createFileRoute } from '@tanstack/react-router';
import { WorkSettings } from '@/features/settings/WorkSettings';

export const Route = createFileRoute('/_shell/settings/work')({ component: WorkSettings });
