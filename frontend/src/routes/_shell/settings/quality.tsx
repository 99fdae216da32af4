import { createFileRoute } from '@tanstack/react-router';
import { StandardSettings } from '@/features/quality/StandardSettings';

export const Route = createFileRoute('/_shell/settings/quality')({ component: StandardSettings });
