import { createFileRoute } from '@tanstack/react-router';
import { QualityScreen } from '@/features/quality/QualityScreen';

export const Route = createFileRoute('/_shell/quality')({ component: QualityScreen });
