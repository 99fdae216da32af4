import { createFileRoute } from '@tanstack/react-router';
import { CallsScreen } from '@/features/calls/CallsScreen';

export const Route = createFileRoute('/_shell/calls')({ component: CallsScreen });
