import { createFileRoute } from '@tanstack/react-router';
import { DuplicatesScreen } from '@/features/duplicates/DuplicatesScreen';

export const Route = createFileRoute('/_shell/duplicates')({ component: DuplicatesScreen });
