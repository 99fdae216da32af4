import { PageHeader } from '@/ui/PageHeader';
import { useText } from '@/i18n/text';

export function RolesSettings() {
  const t = useText('shell');
  return <PageHeader title={t('settings.roles')} />;
}
