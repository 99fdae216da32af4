import { createFileRoute } from '@tanstack/react-router';
import { SegmentsScreen } from '@/features/segments/SegmentsScreen';

export const Route = createFileRoute('/_shell/segments')({ component: SegmentsScreen });
