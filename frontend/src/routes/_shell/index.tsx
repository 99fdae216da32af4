import { createFileRoute } from '@tanstack/react-router';
import { DayScreen } from '@/features/day/DayScreen';

export const Route = createFileRoute('/_shell/')({ component: DayScreen });
