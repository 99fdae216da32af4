import { createFileRoute } from '@tanstack/react-router';
import { DealPanel } from '@/features/deals/DealPanel';

export const Route = createFileRoute('/_shell/deals/$dealId')({ component: DealPanel });
