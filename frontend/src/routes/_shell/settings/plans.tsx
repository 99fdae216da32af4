import { createFileRoute } from '@tanstack/react-router';
import { PlansSettings } from '@/features/control/PlansSettings';

export const Route = createFileRoute('/_shell/settings/plans')({ component: PlansSettings });
