import { createFileRoute } from '@tanstack/react-router';
import { PipelinesSettings } from '@/features/pipelines/PipelinesSettings';

export const Route = createFileRoute('/_shell/settings/pipelines')({ component: PipelinesSettings });
