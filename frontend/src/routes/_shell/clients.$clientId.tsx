import { createFileRoute } from '@tanstack/react-router';
import { ClientPanel } from '@/features/clients/ClientPanel';

export const Route = createFileRoute('/_shell/clients/$clientId')({ component: ClientPanel });
