import { PageHeader } from '@/ui/PageHeader';
import { useText } from '@/i18n/text';

export function PeopleSettings() {
  const t = useText('shell');
  return <PageHeader title={t('settings.people')} />;
}
