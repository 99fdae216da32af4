import { createFileRoute } from '@tanstack/react-router';
import { MetricRowsPanel } from '@/features/reports/MetricRowsPanel';

export const Route = createFileRoute('/_shell/reports/$metric')({ component: MetricRowsPanel });
