import { createFileRoute } from '@tanstack/react-router';
import { TelephonySettings } from '@/features/telephony/TelephonySettings';

export const Route = createFileRoute('/_shell/settings/telephony')({ component: TelephonySettings });
