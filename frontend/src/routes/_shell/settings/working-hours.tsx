import { createFileRoute } from '@tanstack/react-router';
import { WorkingHoursSettings } from '@/features/settings/hours/WorkingHoursSettings';

export const Route = createFileRoute('/_shell/settings/working-hours')({ component: WorkingHoursSettings });
