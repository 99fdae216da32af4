import { createFileRoute } from '@tanstack/react-router';
import { PeopleSettings } from '@/features/settings/PeopleSettings';

export const Route = createFileRoute('/_shell/settings/people')({ component: PeopleSettings });
