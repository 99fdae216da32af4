import { createFileRoute } from '@tanstack/react-router';
import { FieldsSettings } from '@/features/settings/fields/FieldsSettings';

export const Route = createFileRoute('/_shell/settings/fields')({ component: FieldsSettings });
