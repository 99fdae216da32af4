import { createFileRoute } from '@tanstack/react-router';
import { CallPanel } from '@/features/calls/CallPanel';

export const Route = createFileRoute('/_shell/calls/$callId')({ component: CallPanel });
