import { createFileRoute } from '@tanstack/react-router';
import { ControlScreen } from '@/features/control/ControlScreen';

export const Route = createFileRoute('/_shell/control')({ component: ControlScreen });
