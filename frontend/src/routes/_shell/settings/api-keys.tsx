import { createFileRoute } from '@tanstack/react-router';
import { ApiKeysSettings } from '@/features/settings/ApiKeysSettings';

export const Route = createFileRoute('/_shell/settings/api-keys')({ component: ApiKeysSettings });
